#if Service
  /// What a client says it takes (RFC 9110, 12.5.3).
  enum AcceptEncoding {
    /// Whether gzip is taken: by its name, or by `*`, with a weight above 0.
    static func takesGzip(_ fields: [String]) -> Bool {
      var byStar = false
      for field in fields {
        for item in field.split(separator: ",") {
          let parts = item.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
          guard let coding = parts.first else { continue }
          let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
          if coding == "gzip" || coding == "x-gzip" { return weight > 0 }
          if coding == "*" { byStar = weight > 0 }
        }
      }
      return byStar
    }
  }
#endif
