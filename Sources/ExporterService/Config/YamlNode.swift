#if Service
  internal import CYaml
  internal import ControlGroups

  /// A YAML text as a tree, with the lines where its parts begin: mappings, lists and scalars, no anchors and no tags.
  struct YamlNode {
    enum Content {
      case scalar(String)
      case list([YamlNode])
      case map([Entry])
    }

    struct Entry {
      let key: String
      let line: Int
      let value: YamlNode
    }

    let content: Content
    let line: Int

    /// The one document of a text; nil where it holds none.
    static func parse(_ text: [UInt8]) throws(ConfigFault) -> YamlNode? {
      let builder = YamlBuilder()
      var line = 0
      var problem = [CChar](repeating: 0, count: 256)
      let space = problem.count
      let code = unsafe text.withUnsafeBufferPointer { bytes in
        unsafe problem.withUnsafeMutableBufferPointer { words in
          unsafe cyaml_parse(
            bytes.baseAddress, bytes.count,
            { context, kind, bytes, length, line in
              guard let context = unsafe context else { return 1 }
              let builder = unsafe Unmanaged<YamlBuilder>.fromOpaque(context).takeUnretainedValue()
              let text = unsafe UnsafeBufferPointer(start: bytes, count: length)
              return builder.take(Int(kind), unsafe Array(text), line) ? 0 : 1
            }, Unmanaged.passUnretained(builder).toOpaque(), &line, words.baseAddress, space)
        }
      }
      if let fault = builder.fault { throw fault }
      switch code {
      case 0: return builder.root
      case -Int32(ErrorNumber.invalid.rawValue):
        let words = problem.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        throw ConfigFault(line, "\(ByteText(words))")
      default: throw ConfigFault(nil, "libyaml is needed for it and is not here (Debian's package libyaml-0-2)")
      }
    }
  }

  /// Why a configuration is none: the line, and what.
  struct ConfigFault: Error {
    let line: Int?
    let what: String

    init(_ line: Int?, _ what: String) {
      self.line = line
      self.what = what
    }
  }

  /// Makes a tree of events.
  private final class YamlBuilder {
    private enum Open {
      case list([YamlNode], Int)
      case map([YamlNode.Entry], Int, key: (String, Int)?)
    }

    private(set) var root: YamlNode?
    private(set) var fault: ConfigFault?
    private var open: [Open] = []
    private var documents = 0

    /// Takes an event; false ends it all.
    func take(_ kind: Int, _ bytes: [UInt8], _ line: Int) -> Bool {
      do throws(ConfigFault) {
        try event(kind, bytes, line)
        return true
      } catch {
        fault = error
        return false
      }
    }

    private func event(_ kind: Int, _ bytes: [UInt8], _ line: Int) throws(ConfigFault) {
      switch kind {
      case CYAML_SCALAR:
        guard let text = String(validating: bytes, as: UTF8.self) else { throw ConfigFault(line, "it is no UTF-8") }
        try add(YamlNode(content: .scalar(text), line: line))
      case CYAML_BEGIN_LIST, CYAML_BEGIN_MAP:
        guard open.count < 16 else { throw ConfigFault(line, "it is nested deeper than anything that is served") }
        open.append(kind == CYAML_BEGIN_LIST ? .list([], line) : .map([], line, key: nil))
      case CYAML_END_LIST, CYAML_END_MAP:
        switch open.popLast() {
        case .list(let items, let line): try add(YamlNode(content: .list(items), line: line))
        case .map(let entries, let line, _): try add(YamlNode(content: .map(entries), line: line))
        case nil: break
        }
      case CYAML_DOCUMENT:
        documents += 1
        if documents > 1 { throw ConfigFault(line, "a second document begins; one is read") }
      default: throw ConfigFault(line, "anchors, aliases and tags are not served: write the value out")
      }
    }

    private func add(_ node: YamlNode) throws(ConfigFault) {
      switch open.popLast() {
      case .list(let items, let line): open.append(.list(items + [node], line))
      case .map(let entries, let line, nil):
        guard case .scalar(let key) = node.content else { throw ConfigFault(node.line, "a key is a word") }
        if entries.contains(where: { $0.key == key }) { throw ConfigFault(node.line, "\(ByteText(key)) stands twice") }
        open.append(.map(entries, line, key: (key, node.line)))
      case .map(let entries, let line, let key?):
        open.append(.map(entries + [YamlNode.Entry(key: key.0, line: key.1, value: node)], line, key: nil))
      case nil: root = node
      }
    }
  }
#endif
