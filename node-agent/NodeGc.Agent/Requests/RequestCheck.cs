using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Requests;

/// <summary>Decides whether a request may be carried out. Pure.</summary>
internal static class RequestCheck
{
    /// <summary>Why it may not; null if it may.</summary>
    public static string? FindProblem(NodeRequest request, bool isReadOnly, DateTimeOffset now)
    {
        if (RequestDigest.FindProblem(request) is { } problem)
            return $"the request is refused: {problem}";
        if (ExpirationCheck.FindProblem("request", request.ExpirationTime, now) is { } expired)
            return expired;
        return request switch
        {
            { Explain: not null, Restore: null } => null,
            { Explain: null, Restore: not null } => isReadOnly
                ? "the agent is read-only (agent.readOnly in the chart): it cannot restore anything"
                : null,
            _ => "the request is refused: it must have either explain or restore",
        };
    }
}
