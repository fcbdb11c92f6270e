using System.Text.Json.Nodes;

namespace NodeGc.Testing.ApiServer.Http;

/// <summary>One reason why an object is invalid: <c>spec.mode</c>, <c>FieldValueNotSupported</c> and a
/// sentence.</summary>
internal sealed record FieldError(string Field, string Reason, string Message)
{
    public static FieldError Required(string field, string detail = "") =>
        new(field, "FieldValueRequired", detail.Length == 0 ? "Required value" : $"Required value: {detail}");

    public static FieldError Invalid(string field, JsonNode? value, string detail) =>
        new(field, "FieldValueInvalid", $"Invalid value: {Show(value)}: {detail}");

    public static FieldError TypeInvalid(string field, JsonNode? value, string detail) =>
        Invalid(field, value, detail) with
        {
            Reason = "FieldValueTypeInvalid",
        };

    public static FieldError NotSupported(string field, JsonNode? value, IEnumerable<string> supported) =>
        new(
            field,
            "FieldValueNotSupported",
            $"Unsupported value: {Show(value)}: supported values: "
                + $"{string.Join(", ", supported.Select(name => $"\"{name}\""))}"
        );

    public static FieldError Forbidden(string field, string detail) =>
        new(field, "FieldValueForbidden", $"Forbidden: {detail}");

    public static FieldError Duplicate(string field, JsonNode? value) =>
        new(field, "FieldValueDuplicate", $"Duplicate value: {Show(value)}");

    public static FieldError TooLong(string field, long limit) =>
        new(field, "FieldValueTooLong", $"Too long: may not be more than {limit} bytes");

    public static FieldError TooMany(string field, int count, long limit) =>
        new(field, "FieldValueTooMany", $"Too many: {count}: must have at most {limit} items");

    /// <summary>Whether the object is too far from its schema for the rules in CEL to be evaluated.</summary>
    public bool KeepsRulesFromBeingChecked =>
        Reason is "FieldValueRequired" or "FieldValueTypeInvalid" or "FieldValueTooLong" or "FieldValueTooMany";

    public JsonObject ToCause() =>
        new()
        {
            ["reason"] = Reason,
            ["message"] = Message,
            ["field"] = Field,
        };

    private static string Show(JsonNode? value) => value?.ToJsonString(Wire.Json) ?? "null";
}
