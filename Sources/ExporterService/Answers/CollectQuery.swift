#if Service
  internal import ControlGroups
  internal import GroupMetrics

  /// The collectors that a scrape asks for, as node_exporter takes them: `?collect[]=cpu&collect[]=memory` for these alone, or
  /// `?exclude[]=network` for all but that. Other fields of the query are passed by.
  enum CollectQuery: Equatable {
    /// No field names one.
    case all
    case only(Set<Collector>)
    /// One line for who asked.
    case wrong(String)

    /// - Parameters:
    ///   - path: the request's target, query included.
    ///   - collectors: those that are on.
    init(_ path: String, _ collectors: Set<Collector>) {
      var named: [String: Set<Collector>] = [:]
      for field in Self.fields(path) {
        guard let name = Self.names.first(where: { Array($0.utf8) == field.name }) else { continue }
        let text = String(decoding: field.value, as: UTF8.self)
        guard let collector = Collector(rawValue: text), collectors.contains(collector) else {
          let what = Collector(rawValue: text) == nil ? "there is no such collector" : "that collector is off"
          let names = Collector.allCases.filter { collectors.contains($0) }.map(\.rawValue).joined(separator: ", ")
          self = .wrong("\(name)=\(ByteText(field.value)): \(what); here are \(names)")
          return
        }
        named[name, default: []].insert(collector)
      }
      switch (named["collect[]"], named["exclude[]"]) {
      case (nil, nil): self = .all
      case (let asked?, nil): self = .only(asked)
      case (nil, let others?): self = .only(collectors.subtracting(others))
      case (_?, _?): self = .wrong("collect[] and exclude[] in one query: say those to serve, or those to leave out")
      }
    }

    private static let names = ["collect[]", "exclude[]"]

    private static func fields(_ path: String) -> [(name: [UInt8], value: [UInt8])] {
      let bytes = Array(path.utf8.prefix { $0 != UInt8(ascii: "#") })
      guard let mark = bytes.firstIndex(of: UInt8(ascii: "?")) else { return [] }
      return bytes[(mark + 1)...].split(separator: UInt8(ascii: "&")).map { field in
        let end = field.firstIndex(of: UInt8(ascii: "=")) ?? field.endIndex
        return (decoded(field[..<end]), decoded(field[end...].dropFirst()))
      }
    }

    /// Percent encoding undone; what is no such code stands for itself.
    private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
      var out: [UInt8] = []
      var index = text.startIndex
      while index < text.endIndex {
        if text[index] == UInt8(ascii: "%"), index + 2 < text.endIndex, let high = hexValue(text[index + 1]),
          let low = hexValue(text[index + 2])
        {
          out.append(high << 4 | low)
          index += 3
        } else {
          out.append(text[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : text[index])
          index += 1
        }
      }
      return out
    }
  }
#endif
