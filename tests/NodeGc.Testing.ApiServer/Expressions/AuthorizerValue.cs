using NodeGc.Testing.ApiServer.Access;

namespace NodeGc.Testing.ApiServer.Expressions;

/// <summary>The variable <c>authorizer</c> of admission policies: asks whether the user of the request may do something
/// else.</summary>
internal sealed record AuthorizerValue(Func<AccessQuestion, bool> Allows)
{
    public AccessQuestion Question { get; init; } = new("", "", "", "", "");

    /// <summary>The call, by name, as the expression has it; null if there is none of that name.</summary>
    public object? Call(string name, string argument) =>
        name switch
        {
            "group" => this with { Question = Question with { Group = argument } },
            "resource" => this with { Question = Question with { Resource = argument } },
            "subresource" => this with { Question = Question with { Resource = $"{Question.Resource}/{argument}" } },
            "namespace" => this with { Question = Question with { Namespace = argument } },
            "name" => this with { Question = Question with { Name = argument } },
            "check" => new AuthorizerDecision(Allows(Question with { Verb = argument })),
            _ => null,
        };
}
