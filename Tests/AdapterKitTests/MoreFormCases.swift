import JSON

extension FormCase {
  static let values: [FormCase] = [
    .reads(
      "droppedPasswords", Wire("POST", "/Users", ["userName": "a", "Password": "p"]),
      as: Wire("POST", "/Users", ["userName": "a"])),
    .reads(
      "droppedPasswords",
      .user(
        ["op": "replace", "path": "password", "value": "p"],
        ["op": "replace", "value": ["password": "p", "title": "T"]]),
      as: .user(["op": "replace", "value": ["title": "T"]])),
    .leaves("droppedPasswords", .user(["op": "replace", "path": "title", "value": "password"])),
    .reads(
      "absentValues",
      Wire(
        "POST", "/Users",
        ["userName": "a", "title": nil, "roles": [], "name": ["givenName": "A", "middleName": nil], enterprise: [:]]),
      as: Wire("POST", "/Users", ["userName": "a", "name": ["givenName": "A"]])),
    .leaves("absentValues", Wire("POST", "/Users", ["userName": "a", "title": ""])),
    .leaves("absentValues", Wire("PUT", "/Users/1", ["userName": "a", "title": nil])),
    .reads(
      "scalarInArray",
      .user(
        ["op": "replace", "path": "displayName", "value": [["$ref": nil, "value": "A"]]],
        ["op": "replace", "value": ["nickName": ["B"]]],
        ["op": "add", "path": "externalId", "value": ["value": "C"]]),
      as: .user(
        ["op": "replace", "path": "displayName", "value": "A"], ["op": "replace", "value": ["nickName": "B"]],
        ["op": "add", "path": "externalId", "value": "C"])),
    .leaves("scalarInArray", .user(["op": "replace", "path": "emails", "value": [["value": "A"]]])),
    .leaves("scalarInArray", .user(["op": "replace", "path": "displayName", "value": ["A", "B"]])),
    .reads(
      "objectAsList", Wire("POST", "/Users", ["userName": "a", "emails": ["value": "x@y", "primary": true]]),
      as: Wire("POST", "/Users", ["userName": "a", "emails": [["value": "x@y", "primary": true]]])),
    .leaves("objectAsList", .user(["op": "replace", "path": "emails[type eq \"work\"]", "value": ["value": "x@y"]])),
    .leaves("objectAsList", Wire("POST", "/Users", ["userName": "a", "name": ["givenName": "A"]])),
    .reads(
      "referenceShape",
      .user(
        ["op": "add", "path": .string(enterprise + ":manager"), "value": "7"],
        ["op": "add", "path": .string(enterprise + ":manager"), "value": [["$ref": nil, "value": "8"]]]),
      as: .user(
        ["op": "add", "path": .string(enterprise + ":manager"), "value": ["value": "7"]],
        ["op": "add", "path": .string(enterprise + ":manager"), "value": ["value": "8"]])),
    .reads(
      "referenceShape", Wire("POST", "/Users", ["userName": "a", enterprise: ["manager": "7"]]),
      as: Wire("POST", "/Users", ["userName": "a", enterprise: ["manager": ["value": "7"]]])),
    .leaves("referenceShape", .user(["op": "add", "path": .string(enterprise + ":manager.value"), "value": "7"])),
    .leaves("referenceShape", .user(["op": "add", "path": "name", "value": ["givenName": "A"]])),
    .reads(
      "boolFromString",
      Wire(
        "POST", "/Users", ["userName": "True", "Active": "True", "roles": [["primary": "FALSE", "value": "true"]]]),
      as: Wire("POST", "/Users", ["userName": "True", "Active": true, "roles": [["primary": false, "value": "true"]]])),
    .reads(
      "boolFromString",
      .user(
        ["op": "add", "path": "active", "value": "False"], ["op": "replace", "value": ["active": "true"]],
        ["op": "replace", "path": "emails[type eq \"work\"].primary", "value": "True"],
        ["op": "replace", "path": "roles[primary eq \"True\"].value", "value": "R"]),
      as: .user(
        ["op": "add", "path": "active", "value": false], ["op": "replace", "value": ["active": true]],
        ["op": "replace", "path": "emails[type eq \"work\"].primary", "value": true],
        ["op": "replace", "path": "roles[primary eq true].value", "value": "R"])),
    .leaves("boolFromString", .user(["op": "add", "path": "title", "value": "True"])),
    .leaves("boolFromString", .user(["op": "add", "path": "active", "value": "perhaps"])),
  ]

  static let members: [FormCase] = [
    .reads(
      "memberSpelling",
      .group(
        ["op": "add", "path": "members", "value": [["$ref": nil, "value": "a"], ["value": "b", "display": nil]]],
        ["op": "add", "path": "members", "value": "c"], ["op": "add", "path": "members", "value": ["d", "e"]],
        ["op": "add", "path": "members", "value": ["members": [["value": "f"]]]],
        ["op": "add", "path": .string(coreGroup + ":members"), "value": ["value": "g"]]),
      as: .group(
        ["op": "add", "path": "members", "value": [["value": "a"], ["value": "b"]]],
        ["op": "add", "path": "members", "value": [["value": "c"]]],
        ["op": "add", "path": "members", "value": [["value": "d"], ["value": "e"]]],
        ["op": "add", "path": "members", "value": [["value": "f"]]],
        ["op": "add", "path": .string(coreGroup + ":members"), "value": [["value": "g"]]])),
    .reads(
      "memberSpelling", Wire("PUT", "/Groups/1", ["displayName": "A", "members": ["a"]]),
      as: Wire("PUT", "/Groups/1", ["displayName": "A", "members": [["value": "a"]]])),
    .leaves(
      "memberSpelling", .group(["op": "replace", "path": "members", "value": [["value": "a", "display": "A"]]])),
    .leaves("memberSpelling", .group(["op": "replace", "path": "members", "value": [["display": "A"]]])),
    .leaves("memberSpelling", .group(["op": "remove", "path": "members", "value": nil])),
    .reads(
      "listedRemoval", .group(["op": "remove", "value": ["members": [["value": "a"]]]]),
      as: .group(["op": "remove", "path": "members", "value": [["value": "a"]]])),
    .reads(
      "listedRemoval",
      .user(
        ["op": "remove", "path": "emails", "value": [["value": "a@b", "type": "work"]]],
        ["op": "remove", "path": "roles", "value": []]),
      as: .user(["op": "remove", "path": "emails[value eq \"a@b\"]"])),
    .leaves("listedRemoval", .user(["op": "remove", "path": "emails"])),
    .leaves("listedRemoval", .group(["op": "remove", "path": "members", "value": [["value": "a"]]])),
  ]

  static let filters: [FormCase] = [
    .reads(
      "unquotedLiterals", Wire("GET", "/Users?filter=externalId+eq+jyoung&count=1"),
      as: Wire("GET", "/Users?filter=externalId%20eq%20%22jyoung%22&count=1")),
    .reads(
      "unquotedLiterals", Wire("GET", "/Users?filter=(externalId%20eq%2042%20or%20emails%5Btype%20eq%20work%5D)"),
      as: Wire(
        "GET",
        "/Users?filter=%28externalId%20eq%20%2242%22%20or%20emails%5Btype%20eq%20%22work%22%5D%29")),
    .reads(
      "unquotedLiterals", .user(["op": "replace", "path": "emails[type eq work].value", "value": "a"]),
      as: .user(["op": "replace", "path": "emails[type eq \"work\"].value", "value": "a"])),
    .leaves("unquotedLiterals", Wire("GET", "/Users?filter=userName+eq+\"a\"+and+active+eq+true")),
    .leaves("unquotedLiterals", Wire("GET", "/Users?filter=userName+eq+two+words")),
    .leaves("unquotedLiterals", Wire("GET", "/Users?filter=userName+eq+%22open")),
    .reads(
      "boolFromString", Wire("GET", "/Users?filter=active+eq+%22True%22"),
      as: Wire("GET", "/Users?filter=active%20eq%20true")),
    .leaves("boolFromString", Wire("GET", "/Users?filter=title+eq+%22True%22")),
    .reads(
      "valuePathInFilter", Wire("GET", "/Users?filter=emails%5Btype%20eq%20%22work%22%5D.value%20eq%20%22x%22"),
      as: Wire("GET", "/Users?filter=emails%5Btype%20eq%20%22work%22%20and%20value%20eq%20%22x%22%5D")),
    .reads(
      "valuePathInFilter",
      Wire("POST", "/Users/.search", ["filter": "emails[type eq \"a\" or type eq \"b\"].value pr and active eq true"]),
      as: Wire(
        "POST", "/Users/.search",
        ["filter": "emails[(type eq \"a\" or type eq \"b\") and value pr] and active eq true"])),
    .leaves("valuePathInFilter", Wire("GET", "/Users?filter=emails%5Btype%20eq%20%22work%22%5D")),
    .reads(
      "bareReferences", Wire("GET", "/Users?filter=id+eq+%221%22+and+manager+eq+%222%22"),
      as: Wire(
        "GET",
        "/Users?filter=id%20eq%20%221%22%20and%20urn%3Aietf%3Aparams%3Ascim%3Aschemas%3Aextension%3Aenterprise%3A2.0%3A"
          + "User%3Amanager.value%20eq%20%222%22")),
    .reads(
      "bareReferences", Wire("GET", "/Groups?filter=members+eq+%222%22"),
      as: Wire("GET", "/Groups?filter=members.value%20eq%20%222%22")),
    .reads(
      "bareReferences", .user(["op": "add", "path": "manager", "value": "7"]),
      as: .user(["op": "add", "path": .string(enterprise + ":manager"), "value": "7"])),
    .leaves("bareReferences", Wire("GET", "/Groups?filter=members%5Bvalue+eq+%222%22%5D")),
    .leaves("bareReferences", Wire("GET", "/Users?filter=userName+eq+%22manager%22")),
    .reads(
      "projectionValuePath", Wire("GET", "/Users?attributes=userName,emails%5Btype+eq+%22work%22%5D.value"),
      as: Wire("GET", "/Users?attributes=userName%2Cemails.value")),
    .leaves("projectionValuePath", Wire("GET", "/Users?attributes=userName,emails")),
  ]
}
