using NodeGc.Api.Formats;

namespace NodeGc.Agent.Requests;

/// <summary>Decides whether it is too late for something that was asked of the agent. Pure.</summary>
internal static class ExpirationCheck
{
    /// <summary>Why it is too late; null if it is not.</summary>
    /// <param name="what">What expires, such as <c>request</c>.</param>
    /// <param name="expiration">When it does.</param>
    /// <param name="now">The clock of the node.</param>
    public static string? FindProblem(string what, DateTimeOffset expiration, DateTimeOffset now) =>
        expiration < now
            ? $"the {what} expired at {UtcText.Of(expiration)}, and the clock of the node shows {UtcText.Of(now)}: "
                + "nothing was done"
            : null;
}
