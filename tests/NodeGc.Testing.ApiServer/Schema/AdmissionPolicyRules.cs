using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Expressions;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>What a real server demands of admission policies and their bindings: that there is something to match, and
/// that each expression can be evaluated.</summary>
internal static class AdmissionPolicyRules
{
    public const string Group = "admissionregistration.k8s.io";

    private static readonly ImmutableDictionary<string, ExpressionShape> Variables = new[]
    {
        "object",
        "oldObject",
        "request",
        "namespaceObject",
        "authorizer",
        "params",
        "variables",
    }.ToImmutableDictionary(name => name, _ => ExpressionShape.Any);

    private static readonly string[] Lists = ["matchConditions", "variables", "validations"];

    public static IEnumerable<FieldError> Check(ResourceType type, JsonObject body) =>
        type.Kind switch
        {
            "ValidatingAdmissionPolicy" => Policy(body),
            "ValidatingAdmissionPolicyBinding" => Binding(body),
            _ => [],
        };

    private static IEnumerable<FieldError> Policy(JsonObject policy)
    {
        if (!policy.Each("spec", "matchConstraints", "resourceRules").Any())
            yield return FieldError.Required("spec.matchConstraints.resourceRules");
        if (!policy.Each("spec", "validations").Any())
            yield return FieldError.Required(
                "spec.validations",
                "validations or auditAnnotations must contain at least one entry"
            );
        if (policy.At("spec", "paramKind") is not null)
            yield return FieldError.Forbidden("spec.paramKind", "parameters are not supported by this server");
        foreach (var list in Lists)
        foreach (var (entry, index) in policy.Each("spec", list).Select((entry, index) => (entry, index)))
        foreach (var error in Entry(entry, $"spec.{list}[{index}]"))
            yield return error;
    }

    private static IEnumerable<FieldError> Entry(JsonObject entry, string path)
    {
        if (entry.Text("expression") is null or "")
            yield return FieldError.Required($"{path}.expression", "expression is not specified");
        foreach (var field in (string[])["expression", "messageExpression"])
            if (entry.Text(field) is { Length: > 0 } text && FindProblem(text) is { } problem)
                yield return FieldError.Invalid($"{path}.{field}", text, $"compilation failed: {problem}");
    }

    private static string? FindProblem(string text)
    {
        try
        {
            new ExpressionCheck(Variables).Check(Expression.Compile(text));
            return null;
        }
        catch (ExpressionException failure)
        {
            return failure.Message;
        }
    }

    private static IEnumerable<FieldError> Binding(JsonObject binding)
    {
        if (binding.Text("spec", "policyName") is null or "")
            yield return FieldError.Required("spec.policyName");
        if (!(binding.Child("spec")?.Texts("validationActions") ?? []).Any())
            yield return FieldError.Required("spec.validationActions");
    }
}
