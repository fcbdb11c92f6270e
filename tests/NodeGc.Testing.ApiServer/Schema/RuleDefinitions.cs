using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Expressions;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>What a real server demands of the rules in a schema: that they can be evaluated, and what they may
/// cost.</summary>
internal static class RuleDefinitions
{
    /// <summary>Most units that one rule may cost, for all values of an object that it applies to.</summary>
    public const double RuleBudget = 10_000_000;

    /// <summary>Most units that all rules of a definition may cost.</summary>
    public const double DefinitionBudget = 100_000_000;

    private const int LongestMessage = 2048;

    private static readonly string[] Words =
    [
        "rule",
        "message",
        "messageExpression",
        "reason",
        "fieldPath",
        "optionalOldSelf",
    ];

    public static IEnumerable<FieldError> Check(JsonObject schema, string path)
    {
        var errors = new List<FieldError>();
        var total = 0.0;
        foreach (var (place, rule, owner, times) in Below(schema, path, 1))
        {
            errors.AddRange(Form(rule, place));
            try
            {
                var units = Cost(rule, owner) * times;
                total += units;
                if (units > RuleBudget)
                    errors.Add(FieldError.Forbidden($"{place}.rule", Exceeds("rule cost", units / RuleBudget)));
            }
            catch (ExpressionException failure)
            {
                errors.Add(FieldError.Invalid($"{place}.rule", rule.Rule, $"compilation failed: {failure.Message}"));
            }
        }
        if (total > DefinitionBudget)
            errors.Add(
                FieldError.Forbidden(path, Exceeds("x-kubernetes-validations cost total", total / DefinitionBudget))
            );
        return errors;
    }

    /// <summary>The most that each rule below a schema can cost, by its place.</summary>
    public static IEnumerable<(string Place, double Units)> Costs(JsonObject schema) =>
        Below(schema, "", 1).Select(found => (found.Place, Cost(found.Rule, found.Owner) * found.Times));

    private static double Cost(DefinedRule rule, JsonObject owner)
    {
        var self = ExpressionShape.From(owner);
        var variables = ImmutableDictionary<string, ExpressionShape>.Empty.Add("self", self).Add("oldSelf", self);
        var result = new ExpressionCheck(variables).Check(Expression.Compile(rule.Rule));
        return result.Shape.Kind is ShapeKind.Bool or ShapeKind.Any
            ? result.Units
            : throw new ExpressionException("cel expression must evaluate to a bool");
    }

    private static IEnumerable<FieldError> Form(DefinedRule rule, string place)
    {
        foreach (var word in rule.Entry.Select(pair => pair.Key).Except(Words))
            yield return FieldError.Invalid(place, word, "is not a field of a rule");
        if (rule.Rule.Length == 0)
            yield return FieldError.Required($"{place}.rule", "rule is not specified");
        if (rule.Entry.Text("message") is { } message && (message.Contains('\n') || message.Trim().Length == 0))
            yield return FieldError.Invalid($"{place}.message", message, "message must not contain line breaks");
        if (rule.Entry.Text("message") is { Length: > LongestMessage })
            yield return FieldError.Invalid(
                $"{place}.message",
                "",
                $"message must have a maximum length of {LongestMessage} characters"
            );
        if (rule.Rule.Contains('\n') && rule.Entry.Text("message") is null)
            yield return FieldError.Required(
                $"{place}.message",
                "message must be specified if rule contains line breaks"
            );
    }

    private static string Exceeds(string what, double factor) =>
        string.Create(CultureInfo.InvariantCulture, $"estimated {what} exceeds budget by factor of {factor:0.0}x ")
        + "(try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays, maps, and strings "
        + "are declared)";

    private static IEnumerable<(string Place, DefinedRule Rule, JsonObject Owner, double Times)> Below(
        JsonObject schema,
        string path,
        double times
    )
    {
        var own = DefinedRule
            .Of(schema)
            .Select((rule, index) => ($"{path}.{DefinedRule.Keyword}[{index}]", rule, schema, times));
        var fields = (schema.Child("properties") ?? []).SelectMany(field =>
            Below(field.Value as JsonObject ?? [], $"{path}.properties[{field.Key}]", times)
        );
        var many = times * ExpressionShape.MostItems(schema);
        var items = schema.Child("items") is { } item ? Below(item, $"{path}.items", many) : [];
        var values = schema.Child("additionalProperties") is { } value
            ? Below(value, $"{path}.additionalProperties", many)
            : [];
        return [.. own, .. fields, .. items, .. values];
    }
}
