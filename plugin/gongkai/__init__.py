"""gongkai: 政府信息公开工作年度报告, from YAML in git to public pages. See the list of modules in docs/developer.md."""
