extension Panel {
  static let datasource: JSONText = ["type": "prometheus", "uid": "${datasource}"]

  /// As Grafana's provisioning takes it.
  func json(id: Int, x: Int, y: Int) -> JSONText {
    var pairs: [(key: String, value: JSONText)] = [
      ("id", .integer(id)), ("type", .string(shape.grafana)), ("title", .string(title)),
      ("description", .string(description)), ("datasource", Self.datasource),
      ("gridPos", ["h": .integer(height), "w": .integer(width), "x": .integer(x), "y": .integer(y)]),
      ("fieldConfig", ["defaults": .object(defaults), "overrides": .list(overrides)]), ("options", options),
      ("targets", .list(lines.enumerated().map { target($0.element, Self.reference($0.offset)) })),
    ]
    if shape == .table { pairs.append(("transformations", transformations)) }
    return .object(pairs)
  }

  /// `A`, `B` …
  private static func reference(_ index: Int) -> String { String(UnicodeScalar(UInt8(65 + index))) }

  private func target(_ line: Line, _ reference: String) -> JSONText {
    let isTable = shape == .table
    return .object([
      ("refId", .string(reference)), ("datasource", Self.datasource), ("expr", .string(line.query)),
      ("legendFormat", .string(isTable ? "" : line.legend)), ("format", isTable ? "table" : "time_series"),
      ("instant", .flag(isTable)), ("range", .flag(!isTable)), ("editorMode", "code"),
    ])
  }

  private var defaults: [(key: String, value: JSONText)] {
    var out: [(key: String, value: JSONText)] = [("unit", .string(unit.rawValue))]
    if unit == .whole { out.append(("decimals", 0)) }
    switch shape {
    case .lines, .stack:
      out.append(("min", 0))
      if let most { out.append(("max", .number(most))) }
      out.append(
        (
          "custom",
          [
            "drawStyle": "line", "lineWidth": 1, "fillOpacity": shape == .stack ? 40 : 10, "showPoints": "never",
            "spanNulls": false, "stacking": ["mode": shape == .stack ? "normal" : "none", "group": "A"],
          ]
        ))
    case .stat:
      var steps: [JSONText] = [["color": "green", "value": nil]]
      if let alarm { steps.append(["color": "red", "value": .number(alarm)]) }
      out.append(("thresholds", ["mode": "absolute", "steps": .list(steps)]))
      out.append(("noValue", "-"))
    case .table: out.append(("custom", ["align": "auto", "filterable": true]))
    }
    return out
  }

  private var overrides: [JSONText] {
    if shape == .table {
      let columns = lines.map { line -> JSONText in
        let unit = JSONText.string((line.unit ?? self.unit).rawValue)
        return Self.override("byName", line.legend, [["id": "unit", "value": unit]])
      }
      let link: JSONText = [
        "title": "This one by itself", "url": .string(Board.containerLink), "targetBlank": false,
      ]
      return columns + [Self.override("byName", "name", [["id": "links", "value": [link]]])]
    }
    return lines.enumerated().filter(\.element.isLimit).map { index, _ in
      Self.override(
        "byFrameRefID", Self.reference(index),
        [
          ["id": "custom.lineStyle", "value": ["fill": "dash", "dash": [10, 6]]],
          ["id": "custom.fillOpacity", "value": 0], ["id": "custom.stacking", "value": ["mode": "none"]],
        ])
    }
  }

  private static func override(_ matcher: String, _ name: String, _ properties: JSONText) -> JSONText {
    ["matcher": ["id": .string(matcher), "options": .string(name)], "properties": properties]
  }

  private var options: JSONText {
    switch shape {
    case .lines, .stack:
      [
        "legend": [
          "displayMode": "table", "placement": "bottom", "showLegend": true, "calcs": ["lastNotNull", "max"],
        ],
        "tooltip": ["mode": "multi", "sort": "desc"],
      ]
    case .stat:
      [
        "reduceOptions": ["calcs": ["lastNotNull"], "fields": "", "values": false], "colorMode": "value",
        "graphMode": "area", "textMode": "auto",
      ]
    case .table: ["showHeader": true, "cellHeight": "sm"]
    }
  }

  /// One row for equal labels, and columns under their titles.
  private var transformations: JSONText {
    let renamed = lines.enumerated().map { index, line in
      (key: lines.count == 1 ? "Value" : "Value #\(Self.reference(index))", value: JSONText.string(line.legend))
    }
    return [
      ["id": "merge", "options": [:]],
      [
        "id": "organize",
        "options": [
          "excludeByName": ["Time": true, "job": true, "__name__": true], "renameByName": .object(renamed),
        ],
      ],
    ]
  }
}

extension Panel.Shape {
  fileprivate var grafana: String {
    switch self {
    case .lines, .stack: "timeseries"
    case .stat: "stat"
    case .table: "table"
    }
  }
}
