import Testing

/// The boards as files: they keep the rules, and ask for nothing that is not served.
@Suite(.enabled(if: Checkout.isHere)) struct BoardTests {
  @Test func theyKeepTheRules() throws {
    let boards = try BoardFile.committed()
    #expect(boards.count >= 4 && Set(boards.map(\.uid)).count == boards.count)
    for rule in BoardRule.all(counters: try ServedSeries.now().counters) {
      for board in boards { #expect(rule.check(board).isEmpty, "\(board.title) breaks \(rule.name)") }
    }
  }

  @Test func theyAskForWhatIsServed() throws {
    let served = try ServedSeries.withRecorded()
    var asked: Set<String> = []
    for board in try BoardFile.committed() {
      #expect(Self.missing(served, board).isEmpty, "\(board.title)")
      for target in board.panels.flatMap(\.targets) { asked.formUnion(Query(target.expression).names) }
    }
    // And what is served is shown somewhere.
    let unasked = Set(served.labels.keys).subtracting(asked).filter { !$0.contains(":") }
    #expect(unasked.isEmpty, "served, and on no board")
  }

  /// What promtool tests of the boards' queries is what they ask, all things chosen.
  @Test func whatPromtoolTestsIsAsked() throws {
    let tests = RuleTestFile(try Checkout.text("Dashboards/rules/tests/boards.yaml")).tests
    let tested = Set(tests.flatMap(\.expressions))
    let asked = try BoardFile.committed().flatMap(\.panels).flatMap(\.targets).map { target in
      target.expression.replacing("$__rate_interval", with: "5m").replacing(/"\$[a-z]+"/, with: "\".+\"")
    }
    #expect(tested.count >= 4 && tested.isSubset(of: asked), "\(tested.subtracting(asked))")
  }

  /// What queries and variables of a board ask for in vain.
  static func missing(_ served: ServedSeries, _ board: BoardFile) -> [String] {
    let queries = board.panels.flatMap(\.targets).map(\.expression)
    let variables = board.variables.compactMap { variable -> String? in
      variable.query.wholeMatch(of: /label_values\((.+), ([a-z_]+)\)/).map {
        "max by (\($0.output.2)) (\($0.output.1))"
      }
    }
    return (queries + variables).flatMap { served.missing(Query($0)) }
  }

  @Test func whatIsNotServedIsSeen() throws {
    let served = try ServedSeries.now()
    var board = try Self.good()
    #expect(Self.missing(served, board).isEmpty)
    board.panels[1].targets[0].expression = "container_memory_rss"
    board.variables[1].query = "label_values(weir_hierarchy_info, node)"
    #expect(
      Self.missing(served, board) == ["container_memory_rss is not served", "by (node): nothing in it has that label"])
  }

  /// A small board that keeps all rules.
  static func good() throws -> BoardFile {
    let here = Board.here
    let board = Board(
      uid: "weir-good", title: "Good", description: "Good.",
      rows: [
        .init(
          "Row",
          .lines(
            "Cores", "A sentence.", .count,
            .init("sum by (instance) (rate(cgroup_cpu_usage_seconds_total{\(here)}[$__rate_interval]))", "{{instance}}")
          ),
          .stat("Groups", "A sentence.", .whole, "sum(weir_groups{\(here)})"))
      ])
    return try BoardFile(board.json.text())
  }

  /// Each rule's name, and what breaks it and nothing else.
  private static let breaks: [(String, @Sendable (inout BoardFile) -> Void)] = [
    ("template-datasource-rule", { $0.variables[0].label = "Source" }),
    ("template-datasource-rule", { $0.variables[0].query = "loki" }),
    ("template-job-rule", { $0.variables.remove(at: 1) }), ("template-job-rule", { $0.variables[1].isMulti = false }),
    ("template-instance-rule", { $0.variables[2].allValue = "" }),
    ("template-instance-rule", { $0.variables[2].source = "prom" }),
    ("template-label-promql-rule", { $0.variables[2].query = "label_values(instance)" }),
    ("template-label-promql-rule", { $0.variables[2].query = "label_values(up{, instance)" }),
    ("template-on-time-change-reload-rule", { $0.variables[2].refresh = 1 }),
    ("panel-datasource-rule", { $0.panels[1].source = "prometheus" }),
    ("panel-datasource-rule", { $0.panels[1].targets[0].source = "prometheus" }),
    ("panel-title-description-rule", { $0.panels[1].title = "" }),
    ("panel-title-description-rule", { $0.panels[1].description = "no sentence" }),
    ("panel-units-rule", { $0.panels[1].unit = "" }), ("panel-units-rule", { $0.panels[2].unit = "cores" }),
    ("panel-no-targets-rule", { $0.panels[1].targets = [] }),
    ("target-rate-interval-rule", { $0.ask { $0.replacing("$__rate_interval", with: "5m") } }),
    ("target-rate-interval-rule", { $0.ask { $0.replacing("$__rate_interval", with: "$__range") } }),
    ("target-job-rule", { $0.ask { $0.replacing(#"job=~"$job","#, with: "") } }),
    ("target-instance-rule", { $0.ask { $0.replacing(#",instance=~"$instance""#, with: #",instance="$instance""#) } }),
    ("target-counter-agg-rule", { $0.ask { $0.replacing("rate(", with: "avg_over_time(") } }),
    ("target-counter-agg-rule", { $0.ask { $0.replacing("usage_seconds_total", with: "limit_cores") } }),
    ("uneditable-dashboard", { $0.isEditable = true }), ("stable-uid", { $0.uid = "Weir" }),
    ("stable-uid", { $0.hasID = true }), ("stable-uid", { $0.tags = [] }),
    ("panel-ids-and-titles-differ", { $0.panels[2].id = 1 }),
    ("panel-ids-and-titles-differ", { $0.panels[2].title = "Cores" }),
    ("panels-do-not-overlap", { $0.panels[2].place[0] = 11 }),
    ("panels-do-not-overlap", { $0.panels[2].place[2] = 13 }),
    ("lines-are-told-apart", { $0.panels[1].targets[0].legend = "cores" }),
    ("lines-are-told-apart", { $0.panels[1].targets[0].legend = "" }),
    ("equal-names-are-told-apart", { $0.ask { $0.replacing(#"job=~"$job","#, with: #"job=~"$job",name="web","#) } }),
    (
      "equal-names-are-told-apart",
      {
        $0.ask { $0.replacing("by (instance)", with: "by (instance, name)") }
        $0.panels[1].targets[0].legend = "{{name}} on {{instance}}"
      }
    ),
  ]

  @Test func aBrokenRuleIsSeen() throws {
    let rules = BoardRule.all(counters: try ServedSeries.now().counters)
    func broken(_ board: BoardFile) -> [String] { rules.filter { !$0.check(board).isEmpty }.map(\.name) }
    #expect(broken(try Self.good()).isEmpty)
    for (name, change) in Self.breaks {
      var board = try Self.good()
      change(&board)
      #expect(broken(board) == [name])
    }
    var unreadable = try Self.good()
    unreadable.ask { $0 + ")" }
    #expect(broken(unreadable).contains("target-promql-rule"))
    // No rule is without its bad example.
    #expect(Set(rules.map(\.name)).subtracting(Self.breaks.map(\.0)) == ["target-promql-rule"])
  }
}

extension BoardFile {
  fileprivate mutating func ask(_ change: (String) -> String) {
    panels[1].targets[0].expression = change(panels[1].targets[0].expression)
  }
}
