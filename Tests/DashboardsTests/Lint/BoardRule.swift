/// What a board keeps to: the rules of grafana/dashboard-linter under their own names, and some of ours.
struct BoardRule {
  let name: String
  /// What breaks it.
  let check: (BoardFile) -> [String]

  /// Each line and variable with what it is for.
  private static func targets(_ check: @escaping (BoardFile.Target, Query, BoardFile.Panel) -> [String]) -> (
    BoardFile
  ) -> [String] {
    { board in
      board.panels.flatMap { panel in
        panel.targets.flatMap { target in
          check(target, Query(target.expression), panel).map { "\(panel.title): \($0)" }
        }
      }
    }
  }

  private static func panels(_ check: @escaping (BoardFile.Panel) -> String?) -> (BoardFile) -> [String] {
    { board in board.panels.compactMap { panel in check(panel).map { "panel \(panel.id) \(panel.title): \($0)" } } }
  }

  private static func choice(_ name: String, _ label: String) -> BoardRule {
    BoardRule(name: "template-\(name)-rule") { board in
      guard let variable = board.variables.first(where: { $0.name == name }) else { return ["no variable \(name)"] }
      let isRight =
        variable.type == "query" && variable.label == label && variable.isMulti && variable.allValue == ".+"
        && variable.source == "${datasource}"
      return isRight ? [] : ["\(name) is to be a query, \(label), multi, of all values .+"]
    }
  }

  private static func matcher(_ name: String) -> BoardRule {
    BoardRule(
      name: "target-\(name)-rule",
      check: targets { _, query, _ in
        let wanted = Query.Matcher(label: name, comparison: "=~", value: "$\(name)")
        return query.selectors.filter { !$0.matchers.contains(wanted) }.map {
          "\($0.name) without \(name)=~\"$\(name)\""
        }
      })
  }

  static let units: Set<String> = ["bytes", "binBps", "percentunit", "s", "cps", "short", "none"]

  /// What tells two groups apart: a name alone is one of a pod, of an engine, or of a kind.
  private static let identity = ["job", "instance", "kind", "engine", "namespace", "pod", "name"]

  /// - Parameter counters: names of all families that only grow.
  static func all(counters: Set<String>) -> [BoardRule] {
    [
      BoardRule(name: "template-datasource-rule") { board in
        let first = board.variables.first
        let isRight =
          first?.type == "datasource" && first?.name == "datasource" && first?.label == "Data source"
          && first?.query == "prometheus"
        return isRight ? [] : ["the first variable is to be datasource, Data source, prometheus"]
      },
      choice("job", "Job"), choice("instance", "Instance"),
      BoardRule(name: "template-label-promql-rule") { board in
        board.variables.filter { $0.type == "query" }.compactMap { variable in
          guard let match = variable.query.wholeMatch(of: /label_values\((.+), ([a-z_]+)\)/) else {
            return "\(variable.name): not label_values(query, label)"
          }
          return Query(String(match.output.1)).fault.map { "\(variable.name): \($0)" }
        }
      },
      BoardRule(name: "template-on-time-change-reload-rule") { board in
        board.variables.filter { $0.type == "query" && $0.refresh != 2 }.map { "\($0.name) is to refresh at 2" }
      },
      BoardRule(
        name: "panel-datasource-rule",
        check: panels { panel in
          guard !panel.isRow else { return nil }
          return ([panel.source] + panel.targets.map(\.source)).allSatisfy { $0 == "${datasource}" }
            ? nil : "is not of ${datasource}"
        }),
      BoardRule(
        name: "panel-title-description-rule",
        check: panels {
          $0.title.isEmpty || (!$0.isRow && !$0.description.hasSuffix(".")) ? "no title or sentence" : nil
        }),
      BoardRule(
        name: "panel-units-rule", check: panels { $0.isRow || units.contains($0.unit) ? nil : "unit \($0.unit)" }),
      BoardRule(name: "panel-no-targets-rule", check: panels { $0.isRow || !$0.targets.isEmpty ? nil : "no targets" }),
      BoardRule(name: "target-promql-rule", check: targets { _, query, _ in query.fault.map { [$0] } ?? [] }),
      BoardRule(
        name: "target-rate-interval-rule",
        check: targets { _, query, _ in
          query.selectors.compactMap { selector in
            guard let range = selector.range else { return nil }
            // A sum over all that is shown is no rate.
            if range == "$__range", selector.function == "increase" { return nil }
            return range == "$__rate_interval" ? nil : "\(selector.name)[\(range)]"
          }
        }),
      matcher("job"), matcher("instance"),
      BoardRule(
        name: "target-counter-agg-rule",
        check: targets { _, query, _ in
          query.selectors.compactMap { selector in
            let isCounter = counters.contains(selector.name) || selector.name.hasSuffix("_total")
            let isRated = ["rate", "increase"].contains(selector.function) && selector.range != nil
            return isCounter == isRated ? nil : "\(selector.name) \(isCounter ? "needs" : "is no counter for") a rate"
          }
        }),
      BoardRule(name: "uneditable-dashboard") { $0.isEditable ? ["is editable"] : [] },

      // Ours.
      BoardRule(name: "stable-uid") { board in
        let isRight = board.uid.wholeMatch(of: /weir-[a-z]{1,35}/) != nil && !board.hasID
        return isRight && !board.title.isEmpty && !board.description.isEmpty && board.tags.contains("weir")
          ? [] : ["uid \(board.uid), title, description, tag or id"]
      },
      BoardRule(name: "panel-ids-and-titles-differ") { board in
        let titles = board.panels.map(\.title)
        return Set(board.panels.map(\.id)).count == titles.count && Set(titles).count == titles.count
          ? [] : ["two panels have one id or one title"]
      },
      BoardRule(name: "panels-do-not-overlap") { board in
        board.panels.enumerated().flatMap { index, panel -> [String] in
          let mine = panel.place
          if mine[0] < 0 || mine[2] < 1 || mine[3] < 1 || mine[0] + mine[2] > 24 {
            return ["\(panel.title) is outside"]
          }
          return board.panels[..<index].filter { other in
            let its = other.place
            return mine[0] < its[0] + its[2] && its[0] < mine[0] + mine[2] && mine[1] < its[1] + its[3]
              && its[1] < mine[1] + mine[3]
          }.map { "\(panel.title) lies over \($0.title)" }
        }
      },
      BoardRule(
        name: "lines-are-told-apart",
        check: targets { target, query, panel in
          guard panel.type == "timeseries" else { return [] }
          let printed = target.legend.matches(of: /{{(\w+)}}/).map { String($0.output.1) }
          if target.legend == "__auto" { return [] }
          if target.legend.isEmpty { return ["no legend"] }
          // What is summed away cannot be printed; what is not printed makes two lines look alike.
          let kept = query.groupings.first { $0.word == "by" }?.labels.filter { $0 != "job" }
          guard let kept, !target.expression.hasPrefix("topk") else { return [] }
          return Set(kept) == Set(printed) ? [] : ["legend \(target.legend) of \(kept)"]
        }),
      BoardRule(
        name: "equal-names-are-told-apart",
        check: targets { _, query, _ in
          let asksByName = query.selectors.contains { $0.matchers.contains { $0.label == "name" } }
          return query.groupings.filter { $0.word == "by" && (asksByName || $0.labels.contains("name")) }
            .filter { !Set(identity).isSubset(of: $0.labels) }.map { "by \($0.labels)" }
        }),
    ]
  }
}
