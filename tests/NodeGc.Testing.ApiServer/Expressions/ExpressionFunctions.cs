using Cel;
using Google.Protobuf.WellKnownTypes;
using NodeGc.Testing.ApiServer.Schema;

namespace NodeGc.Testing.ApiServer.Expressions;

/// <summary>
/// The functions that Kubernetes adds to CEL, as far as they are used here, and those that the package evaluates
/// differently: its <c>matches</c> also takes a line feed for the end of the text, its <c>duration</c> lacks a unit,
/// and its <c>has</c> misses a field that is empty. A function registered last is found first.
/// </summary>
internal static class ExpressionFunctions
{
    /// <summary>All that an expression may call; anything else would be refused by a real server, or is missing
    /// here.</summary>
    public static readonly IReadOnlySet<string> Names = new HashSet<string>
    {
        "contains",
        "double",
        "duration",
        "dyn",
        "endsWith",
        "has",
        "int",
        "matches",
        "replace",
        "size",
        "startsWith",
        "string",
        "type",
    };

    /// <summary>What can be called of the variable <c>authorizer</c>, which only admission policies have.</summary>
    public static readonly IReadOnlySet<string> OfAuthorizer = new HashSet<string>
    {
        "allowed",
        "check",
        "group",
        "name",
        "namespace",
        "resource",
        "subresource",
    };

    public static CelEnvironment Environment()
    {
        var environment = new CelEnvironment([], "") { StrictTypeComparison = false };
        environment.RegisterFunction("has", [typeof(object)], Has);
        environment.RegisterFunction("matches", [typeof(string), typeof(string)], Matches);
        environment.RegisterFunction("replace", [typeof(string), typeof(string), typeof(string)], Replace);
        environment.RegisterFunction("duration", [typeof(string)], ParseDuration);
        foreach (var name in OfAuthorizer)
            environment.RegisterFunction(name, [typeof(AuthorizerValue), typeof(string)], arguments =>
                ((AuthorizerValue)arguments[0]!).Call(name, (string)arguments[1]!)
            );
        environment.RegisterFunction("allowed", [typeof(AuthorizerDecision)], arguments =>
            ((AuthorizerDecision)arguments[0]!).IsAllowed
        );
        return environment;
    }

    // What a missing field evaluates to is a type of the package's own, and nothing that JSON can be.
    private static object? Has(object?[] arguments) =>
        arguments[0] is Dictionary<string, object?> or object?[] or string or long or double or bool;

    private static object? Matches(object?[] arguments) =>
        Patterns.Compile((string)arguments[1]!).IsMatch((string)arguments[0]!);

    private static object? Replace(object?[] arguments) =>
        ((string)arguments[0]!).Replace((string)arguments[1]!, (string)arguments[2]!, StringComparison.Ordinal);

    private static object? ParseDuration(object?[] arguments) =>
        Duration.FromTimeSpan(TimeSpan.FromTicks(GoDurations.Nanoseconds((string)arguments[0]!) / 100));
}
