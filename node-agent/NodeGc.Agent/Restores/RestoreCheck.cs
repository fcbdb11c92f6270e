using NodeGc.Agent.Requests;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Restores;

/// <summary>Decides whether a restore may be carried out. Pure.</summary>
internal static class RestoreCheck
{
    /// <summary>Why it may not; null if it may.</summary>
    public static string? FindProblem(RestoreOrder order, bool isReadOnly, DateTimeOffset now)
    {
        if (RestoreDigest.FindProblem(order) is { } problem)
            return $"the restore is refused: {problem}";
        if (ExpirationCheck.FindProblem("restore", order.ExpirationTime, now) is { } expired)
            return expired;
        return isReadOnly ? "the agent is read-only (agent.readOnly in the chart): it cannot restore anything" : null;
    }
}
