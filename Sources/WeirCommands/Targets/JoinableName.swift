internal import ArgumentParser

extension NameSpecification {
  /// The property's own name, and a short one that its value may follow at once: `-ojson` is `-o json`.
  static func joinable(_ short: Character) -> NameSpecification {
    [.long, .customShort(short, allowingJoined: true)]
  }
}
