import Foundation

/// A board as Grafana reads it: what the rules are held against is the file, and not what it was made from.
struct BoardFile {
  struct Panel {
    var id = 0
    var type = ""
    var title = ""
    var description = ""
    var unit = ""
    var source = ""
    /// x, y, width and height of 24 columns.
    var place = [0, 0, 0, 0]
    var targets: [Target] = []
    var isRow: Bool { type == "row" }
  }

  struct Target {
    var reference = ""
    var expression = ""
    var legend = ""
    var source = ""
  }

  struct Variable {
    var name = ""
    var label = ""
    var type = ""
    var query = ""
    var source = ""
    var refresh = 0
    var isMulti = false
    var allValue = ""
  }

  var uid = ""
  var title = ""
  var description = ""
  var isEditable = true
  var hasID = true
  var tags: [String] = []
  var panels: [Panel] = []
  var variables: [Variable] = []

  init(_ text: String) throws {
    guard let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else { return }
    uid = json["uid"] as? String ?? ""
    title = json["title"] as? String ?? ""
    description = json["description"] as? String ?? ""
    isEditable = json["editable"] as? Bool ?? true
    hasID = !(json["id"] is NSNull)
    tags = json["tags"] as? [String] ?? []
    panels = Self.list(json["panels"]).map(Self.panel)
    variables = Self.list((json["templating"] as? [String: Any])?["list"]).map { one in
      Variable(
        name: one["name"] as? String ?? "", label: one["label"] as? String ?? "", type: one["type"] as? String ?? "",
        query: one["query"] as? String ?? "", source: Self.source(one), refresh: one["refresh"] as? Int ?? 0,
        isMulti: one["multi"] as? Bool ?? false, allValue: one["allValue"] as? String ?? "")
    }
  }

  private static func list(_ any: Any?) -> [[String: Any]] { any as? [[String: Any]] ?? [] }
  private static func source(_ any: [String: Any]) -> String {
    (any["datasource"] as? [String: Any])?["uid"] as? String ?? ""
  }

  private static func panel(_ one: [String: Any]) -> Panel {
    let place = one["gridPos"] as? [String: Any] ?? [:]
    let defaults = (one["fieldConfig"] as? [String: Any])?["defaults"] as? [String: Any]
    return Panel(
      id: one["id"] as? Int ?? 0, type: one["type"] as? String ?? "", title: one["title"] as? String ?? "",
      description: one["description"] as? String ?? "", unit: defaults?["unit"] as? String ?? "", source: source(one),
      place: ["x", "y", "w", "h"].map { place[$0] as? Int ?? -1 },
      targets: list(one["targets"]).map {
        Target(
          reference: $0["refId"] as? String ?? "", expression: $0["expr"] as? String ?? "",
          legend: $0["legendFormat"] as? String ?? "", source: source($0))
      })
  }

  /// Those of the checkout.
  static func committed() throws -> [BoardFile] {
    try Checkout.names(in: "Dashboards", ending: ".json").map { try BoardFile(Checkout.text("Dashboards/\($0)")) }
  }
}
