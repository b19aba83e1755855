internal import JSON

extension Draft {
  /// Refuses extensions that lack what they require; those that are as they were in `stored` are left alone.
  /// - Throws: `invalidValue`, naming what is missing.
  func checkExtensions(over stored: JSONObject?) throws(SCIMError) {
    for schema in type.extensions {
      guard let holder = resource.value(anyCase: schema.id), holder != stored?.value(anyCase: schema.id) else {
        continue
      }
      try check(holder.object ?? JSONObject(), has: schema.attributes, in: schema.id + ":")
    }
  }

  private func check(
    _ object: JSONObject, has attributes: [SchemaAttribute], in place: String
  ) throws(SCIMError) {
    for attribute in attributes where attribute.mutability != .readOnly {
      let name = place + attribute.name
      guard let value = object.value(anyCase: attribute.name), !value.isEmpty, value != .string("") else {
        guard attribute.required else { continue }
        throw .invalidValue("\(name) is required")
      }
      for element in value.array ?? [value] where attribute.kind == .complex {
        try check(element.object ?? JSONObject(), has: attribute.subAttributes, in: name + ".")
      }
    }
  }
}
