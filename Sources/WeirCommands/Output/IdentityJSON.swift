internal import ContainerIdentity
internal import ControlGroups

extension JSONText {
  /// `identity`: what a group is, in the words of those who made it. Keys that do not apply are left out; what could not
  /// be told stands in `missing`, with the reason.
  mutating func identity(_ group: GroupIdentity, at path: GroupPath) {
    let identity = group.identity
    key("identity")
    object { json in
      json.key("target")
      json.text(group.target(at: path))
      json.key("kind")
      json.text(identity.kind.rawValue)
      json.put("engine", identity.engine.map { ByteText($0.rawValue) })
      json.key("name")
      json.text(identity.name)
      json.put("id", identity.id)
      json.put("image", identity.image)
      json.labels(identity.labels)
      json.put("compose_project", identity.composeProject)
      json.put("compose_service", identity.composeService)
      json.put("unit", identity.unit)
      json.put("user", identity.user)
      if let user = identity.userID {
        json.key("user_id")
        json.number(UInt64(user))
      }
      json.put("session", identity.session)
      json.put("pod", identity.pod)
      json.put("namespace", identity.namespace)
      json.put("belongs_to", group.belongsTo.map { ByteText($0.bytes) })
      if identity.isGuess {
        json.key("guess")
        json.bool(true)
      }
      json.missing(identity.missing)
    }
  }

  private mutating func put(_ key: String, _ value: ByteText?) {
    guard let value else { return }
    self.key(key)
    text(value)
  }

  /// A label that stands twice is kept once: readers of an object would take either.
  private mutating func labels(_ labels: [Identity.Label]) {
    guard !labels.isEmpty else { return }
    key("labels")
    object { json in
      var seen: Set<ByteText> = []
      for label in labels where seen.insert(label.key).inserted {
        json.key(label.key)
        json.text(label.value)
      }
    }
  }

  private mutating func missing(_ facts: [MissingFact]) {
    guard !facts.isEmpty else { return }
    key("missing")
    array { json in
      for fact in facts {
        json.object { json in
          json.key("fact")
          json.text(fact.fact.rawValue)
          json.key("reason")
          json.text(fact.reason)
        }
      }
    }
  }
}
