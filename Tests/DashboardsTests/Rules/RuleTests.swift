import Testing

/// The rules ask for what is served, and each has its tests. (What these tests say is promtool's to judge: Scripts/promtool.sh.)
@Suite(.enabled(if: Checkout.isHere)) struct RuleTests {
  /// What a set of rules leaves untested.
  ///
  /// - Parameter tests: files of promtool's tests, by name without `.yaml`.
  static func gaps(_ rules: [RuleFile.Rule], _ tests: [String: RuleTestFile]) -> [String] {
    var out: [String] = []
    let asked = tests.values.flatMap(\.tests).flatMap(\.expressions).map(Query.init)
    for rule in rules {
      guard rule.isAlert else {
        let uses = asked + rules.filter { !$0.isAlert && $0.name != rule.name }.map { Query($0.expression) }
        if !uses.contains(where: { $0.names.contains(rule.name) }) { out.append("\(rule.name): no test asks for it") }
        continue
      }
      guard let file = tests[rule.name] else {
        out.append("\(rule.name): there is no tests/\(rule.name).yaml")
        continue
      }
      let firing = file.tests.filter { $0.cases.contains { $0.alert == rule.name && $0.isFiring } }
      let quiet = file.tests.filter { $0.cases.contains { $0.alert == rule.name && !$0.isFiring } }
      if firing.isEmpty { out.append("\(rule.name): no case in which it fires") }
      if quiet.isEmpty { out.append("\(rule.name): no case in which it is quiet") }
      // Quiet for want of data proves nothing.
      for (what, some) in [("fires", firing), ("is quiet", quiet)] where !some.isEmpty {
        let given = some.reduce(into: Set<String>()) { $0.formUnion($1.inputs) }
        for name in Query(rule.expression).names.subtracting(given).sorted() {
          out.append("\(rule.name): no case in which it \(what) has \(name)")
        }
      }
    }
    return out
  }

  private func tests() throws -> [String: RuleTestFile] {
    let folder = RuleFile.folder + "/tests"
    return try Checkout.names(in: folder, ending: ".yaml").reduce(into: [:]) {
      $0[String($1.dropLast(5))] = RuleTestFile(try Checkout.text("\(folder)/\($1)"))
    }
  }

  @Test func everyRuleIsTestedFiringAndQuiet() throws {
    let rules = try RuleFile.committed().flatMap(\.rules)
    #expect(rules.count { $0.isAlert } >= 8 && rules.count { !$0.isAlert } >= 8)
    #expect(Self.gaps(rules, try tests()).isEmpty)
  }

  @Test func whatIsUntestedIsSeen() throws {
    let rules = RuleFile(
      """
      groups:
      - name: g
        rules:
        - alert: A
          expr: |
            x > 0
            and y > 1
          labels: {severity: info}
        - record: l:x:sum
          expr: sum(x)
      """)
    #expect(rules.rules.map(\.expression) == ["x > 0\nand y > 1\n", "sum(x)"])
    func gaps(_ text: String) -> [String] { Self.gaps(rules.rules, ["A": RuleTestFile(text)]) }
    #expect(Self.gaps(rules.rules, [:]) == ["A: there is no tests/A.yaml", "l:x:sum: no test asks for it"])
    let fires = """
      - interval: 1m
        input_series:
        - {series: 'x{a="b"}', values: '1x5'}
        - {series: 'y', values: '2x5'}
        alert_rule_test:
        - eval_time: 1m
          alertname: A
          exp_alerts:
          - exp_labels: {severity: info}
        promql_expr_test:
        - expr: round(l:x:sum)

      """
    #expect(gaps(fires) == ["A: no case in which it is quiet"])
    let quiet = """
      - name: quiet
        input_series:
        - {series: 'x', values: '0x5'}
        alert_rule_test:
        - {eval_time: 40m, alertname: A, exp_alerts: []}

      """
    #expect(gaps(fires + quiet) == ["A: no case in which it is quiet has y"])
    #expect(gaps(quiet).contains("A: no case in which it fires"))
    #expect(gaps(fires + quiet + quiet.replacing("'x'", with: "'y'")).isEmpty)
  }

  @Test func rulesAskForWhatIsServed() throws {
    let served = try ServedSeries.withRecorded()
    for rule in try RuleFile.committed().flatMap(\.rules) {
      let query = Query(rule.expression)
      #expect(served.missing(query).isEmpty, "\(rule.name)")
      guard rule.isAlert else { continue }
      #expect(rule.annotations == ["summary", "description"], "\(rule.name)")
      let labels = query.names.reduce(into: Set<String>()) { $0.formUnion(served.labels[$1] ?? []) }
      #expect(rule.printed.isSubset(of: labels), "\(rule.name) prints \(rule.printed.subtracting(labels))")
    }
  }

  @Test func recordedNamesFollowPrometheus() throws {
    for rule in try RuleFile.committed().flatMap(\.rules) where !rule.isAlert {
      #expect(
        rule.name.wholeMatch(of: /[a-z_]+:[a-z0-9_]+:[a-z0-9_]+/) != nil, "\(rule.name) is not level:metric:operations")
    }
  }
}
