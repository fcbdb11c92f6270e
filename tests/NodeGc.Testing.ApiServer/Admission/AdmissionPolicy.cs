using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Expressions;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Admission;

/// <summary>A ValidatingAdmissionPolicy.</summary>
internal sealed record AdmissionPolicy(JsonObject Body)
{
    public string Name => Body.Name;

    public JsonObject Matches => Body.Child("spec", "matchConstraints") ?? [];

    private bool IsStrict => Body.Text("spec", "failurePolicy") != "Ignore";

    /// <summary>The first reason to refuse the request; null if there is none. An expression that cannot be evaluated
    /// is one too, unless the policy says to ignore it.</summary>
    public (string Message, string Reason)? FindDenial(Dictionary<string, object?> variables)
    {
        try
        {
            if (!Body.Each("spec", "matchConditions").All(condition => IsTrue(condition, variables)))
                return null;
            variables["variables"] = Variables(variables);
            var broken = Body.Each("spec", "validations").FirstOrDefault(one => !IsTrue(one, variables));
            return broken is null ? null : (Message(broken, variables), broken.Text("reason") ?? "Invalid");
        }
        catch (ExpressionException failure)
        {
            return IsStrict ? (failure.Message, "Invalid") : null;
        }
    }

    // Each may use those before it.
    private Dictionary<string, object?> Variables(Dictionary<string, object?> variables)
    {
        var values = new Dictionary<string, object?>();
        variables["variables"] = values;
        foreach (var variable in Body.Each("spec", "variables"))
            values[variable.Text("name") ?? ""] = Expression
                .Compile(variable.Text("expression") ?? "")
                .Evaluate(variables);
        return values;
    }

    private static bool IsTrue(JsonObject entry, Dictionary<string, object?> variables) =>
        Expression.Compile(entry.Text("expression") ?? "").IsTrue(variables);

    private static string Message(JsonObject validation, Dictionary<string, object?> variables)
    {
        if (
            validation.Text("messageExpression") is { Length: > 0 } expression
            && Written(expression, variables) is { } message
        )
            return message;
        return validation.Text("message")?.Trim() is { Length: > 0 } fixedMessage
            ? fixedMessage
            : $"failed expression: {validation.Text("expression")?.Trim()}";
    }

    // A message that cannot be made is replaced by the fixed one.
    private static string? Written(string expression, Dictionary<string, object?> variables)
    {
        try
        {
            var text = (Expression.Compile(expression).Evaluate(variables) as string)?.Trim();
            return string.IsNullOrEmpty(text) || text.Contains('\n') ? null : text;
        }
        catch (ExpressionException)
        {
            return null;
        }
    }
}
