import Foundation

/// The checkout that the tests were built from.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A file of the checkout.
  struct File: Sendable, CustomStringConvertible {
    let path: String
    let text: String
    var description: String { path }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
  }

  private static let skipped: Set<String> = [".git", ".build", "Corpus", "Fixtures"]

  /// All text files below folders of the checkout, build folders left out.
  static func files(below folders: [String], ending suffixes: [String]) -> [File] {
    folders.flatMap { folder -> [File] in
      let base = root.appending(path: folder)
      guard let walk = FileManager.default.enumerator(at: base, includingPropertiesForKeys: [.isRegularFileKey]) else {
        return []
      }
      var out: [File] = []
      for case let url as URL in walk {
        if skipped.contains(url.lastPathComponent) || url.lastPathComponent.hasPrefix(".build") {
          walk.skipDescendants()
          continue
        }
        guard suffixes.isEmpty || suffixes.contains(where: { url.path.hasSuffix($0) }),
          let data = try? Data(contentsOf: url), let text = String(data: data, encoding: .utf8)
        else { continue }
        out.append(File(path: String(url.path.dropFirst(root.path.count + 1)), text: text))
      }
      return out.sorted { $0.path < $1.path }
    }
  }

  static func text(_ path: String) -> String? { try? String(contentsOf: root.appending(path: path), encoding: .utf8) }

  static let sources = files(below: ["Sources"], ending: [".swift"])
  static let allSwift = files(below: ["Sources", "Tests", "Benchmarks", "Fuzz"], ending: [".swift"])
}
