/// A Grafana board, declared once; Dashboards/NAME.json is made from it.
struct Board {
  /// A choice at the top of a board: values of a label.
  struct Variable {
    let name: String
    let label: String
    /// `label_values(…)`.
    let query: String
    /// Whether several, and all, can be chosen.
    var isMulti = true
    /// What is chosen at first; nil for all.
    var initial: String?
  }

  struct Row {
    let title: String
    let panels: [Panel]

    init(_ title: String, _ panels: Panel...) {
      self.title = title
      self.panels = panels
    }

    init(_ title: String, _ panels: [Panel]) {
      self.title = title
      self.panels = panels
    }
  }

  /// Stable: links and provisioning go by it.
  let uid: String
  let title: String
  let description: String
  var variables: [Variable] = []
  let rows: [Row]

  var path: String { "Dashboards/\(uid.dropFirst("weir-".count)).json" }

  static let all: [Board] = [.hosts, .containers, .container, .exporter]

  /// What every selector holds: the targets that are chosen.
  static let here = #"job=~"$job",instance=~"$instance""#

  /// From a table's row to the board of one container.
  static let containerLink =
    "/d/weir-container?${datasource:queryparam}&var-job=${__data.fields.job}"
    + "&var-instance=${__data.fields.instance}&var-name=${__data.fields.name}"

  private static let ofAll: [Variable] = [
    Variable(name: "job", label: "Job", query: "label_values(weir_hierarchy_info, job)"),
    Variable(name: "instance", label: "Instance", query: #"label_values(weir_hierarchy_info{job=~"$job"}, instance)"#),
  ]

  /// As Grafana's provisioning takes it.
  var json: JSONText {
    var panels: [JSONText] = []
    var y = 0
    for row in rows {
      panels.append([
        "id": .integer(panels.count + 1), "type": "row", "title": .string(row.title), "collapsed": false,
        "gridPos": ["h": 1, "w": 24, "x": 0, "y": .integer(y)], "panels": [],
      ])
      y += 1
      var x = 0
      var height = 0
      for panel in row.panels {
        if x + panel.width > 24 {
          y += height
          (x, height) = (0, 0)
        }
        panels.append(panel.json(id: panels.count + 1, x: x, y: y))
        x += panel.width
        height = max(height, panel.height)
      }
      y += height
    }
    return [
      "id": nil, "uid": .string(uid), "title": .string(title), "description": .string(description),
      "tags": ["weir", "cgroup"], "editable": false, "graphTooltip": 1, "schemaVersion": 39, "version": 1,
      "timezone": "browser", "refresh": "30s", "time": ["from": "now-1h", "to": "now"], "timepicker": [:],
      "annotations": ["list": []],
      "links": [
        [
          "type": "dashboards", "title": "weir", "tags": ["weir"], "asDropdown": true, "includeVars": true,
          "keepTime": true, "targetBlank": false, "icon": "external link", "tooltip": "", "url": "",
        ]
      ],
      "templating": ["list": .list([Self.source] + (Self.ofAll + variables).map(\.json))],
      "panels": .list(panels),
    ]
  }

  private static let source: JSONText = [
    "name": "datasource", "label": "Data source", "type": "datasource", "query": "prometheus", "refresh": 1,
    "multi": false, "includeAll": false, "regex": "", "hide": 0, "current": [:], "options": [],
  ]
}

extension Board.Variable {
  fileprivate var json: JSONText {
    let all: JSONText = isMulti ? ["selected": true, "text": ["All"], "value": ["$__all"]] : [:]
    return [
      "name": .string(name), "label": .string(label), "type": "query", "datasource": Panel.datasource,
      "query": .string(query), "definition": .string(query), "refresh": 2, "sort": 1, "regex": "", "hide": 0,
      "multi": .flag(isMulti), "includeAll": .flag(isMulti), "allValue": isMulti ? ".+" : nil,
      "current": initial.map { ["selected": true, "text": [.string($0)], "value": [.string($0)]] } ?? all,
      "options": [],
    ]
  }
}
