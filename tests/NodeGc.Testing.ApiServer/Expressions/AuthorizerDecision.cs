namespace NodeGc.Testing.ApiServer.Expressions;

/// <summary>The answer of an <see cref="AuthorizerValue"/>.</summary>
internal sealed record AuthorizerDecision(bool IsAllowed);
