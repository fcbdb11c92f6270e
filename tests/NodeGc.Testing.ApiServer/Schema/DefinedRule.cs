using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Expressions;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>One entry of <c>x-kubernetes-validations</c>.</summary>
internal sealed record DefinedRule(JsonObject Entry)
{
    public const string Keyword = "x-kubernetes-validations";

    public string Rule => Entry.Text("rule")?.Trim() ?? "";

    /// <summary>Whether it compares with the value before, and so counts only for changes.</summary>
    public bool IsTransition => Rule.Contains("oldSelf", StringComparison.Ordinal);

    public string Message =>
        Entry.Text("message")?.Trim() is { Length: > 0 } message ? message : $"failed rule: {Rule}";

    public static IEnumerable<DefinedRule> Of(JsonObject schema) =>
        schema.Each(Keyword).Select(entry => new DefinedRule(entry));

    /// <summary>Null if the value is allowed.</summary>
    public FieldError? Check(JsonNode value, JsonNode? before, string path, string type)
    {
        if (IsTransition && before is null)
            return null;
        var variables = new Dictionary<string, object?> { ["self"] = ExpressionValues.From(value) };
        if (before is not null)
            variables["oldSelf"] = ExpressionValues.From(before);
        try
        {
            return Expression.Compile(Rule).IsTrue(variables) ? null : FieldError.Invalid(path, type, Message);
        }
        catch (ExpressionException failure)
        {
            return FieldError.Invalid(path, type, $"{failure.Message} evaluating rule: {Message}");
        }
    }
}
