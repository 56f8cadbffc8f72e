/// How a value gets into a unit's own group: by properties of the unit, or by the file. The one place that decides it.
package enum PropertyWay: Sendable {
  /// Why the file has to be written.
  package enum FileReason: Hashable, Sendable {
    /// systemd has no property for the file, or none that can be set when the unit is there.
    case noProperty
    /// The running systemd does not know the property, or does not let it be set.
    case propertyRefused(String)
    /// systemd has no word for this very value; why.
    case valueHasNoProperty(String)
  }

  /// Through the manager.
  case properties([UnitProperty])
  /// Into the file.
  case file(FileReason)

  /// The same where the manager refused some properties.
  package func without(_ refused: Set<String>) -> PropertyWay {
    guard case .properties(let properties) = self, let name = properties.map(\.name).first(where: refused.contains)
    else { return self }
    return .file(.propertyRefused(name))
  }
}

extension PropertyTable {
  /// The way of a text into the group of a unit that is made with it.
  ///
  /// - Throws: where systemd would keep another value, or the kernel would not take this one.
  package static func way(
    _ file: String, _ text: String, in context: ConversionContext
  ) throws(ConversionFailure) -> PropertyWay {
    guard let row = row(of: file) else { return .file(.noProperty) }
    return try way(row, text, current: [:], in: context)
  }

  fileprivate static func way(
    _ row: PropertyRow, _ text: String, current: [String: PropertyValue], in context: ConversionContext
  ) throws(ConversionFailure) -> PropertyWay {
    do throws(ConversionFailure) {
      return .properties(try row.properties(for: text, current: current, in: context))
    } catch {
      if case .noProperty(let reason) = error { return .file(.valueHasNoProperty(reason)) }
      throw error
    }
  }
}

extension GroupOwner {
  /// The way of a text (nil: give the value back) into the unit's own group, as the running manager allows.
  ///
  /// - Throws: `ConversionFailure` where systemd would keep another value, or the kernel would not take this one;
  ///   `SystemdFailure`.
  package func way(_ file: String, _ text: String?) async throws -> PropertyWay {
    guard let row = PropertyTable.row(of: file), row.settable == .anyTime else { return .file(.noProperty) }
    var way = PropertyWay.properties(row.unset)
    if let text {
      let context = try? await unit.systemd.conversionContext(for: [file])
      way = try PropertyTable.way(row, text, current: values(of: row), in: context ?? .named)
    }
    guard case .properties(let properties) = way else { return way }
    for property in properties where try await !isSettable(property.name) {
      return .file(.propertyRefused(property.name))
    }
    return way
  }

  /// What the manager told with the unit's status it has; only of the rest it is asked.
  private func isSettable(_ property: String) async throws(SystemdFailure) -> Bool {
    if unit.mayNotSet(property) { return false }
    if status.properties[property] != nil { return true }
    return try await unit.support(of: property) == .present
  }
}

extension ConversionFailure {
  /// The sentence of a refusal, with what would be right.
  package func refusal(of text: String, for file: String) -> String {
    switch self {
    case .syntax(let expected): "\(file): \"\(text)\" is not \(expected)"
    case .noProperty(let reason): "\(file): \(reason)"
    case .notKept: "\(file): systemd would keep another value than \"\(text)\"; write \(neighbours)"
    }
  }
}
