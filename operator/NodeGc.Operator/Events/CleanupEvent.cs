namespace NodeGc.Operator.Events;

/// <summary>Something that happened to a cleanup, told once, as <c>kubectl describe</c> shows it.</summary>
/// <param name="Reason">One CamelCase word.</param>
/// <param name="Message">A sentence.</param>
/// <param name="IsWarning">Whether a person should look.</param>
internal sealed record CleanupEvent(string Reason, string Message, bool IsWarning = false)
{
    public static CleanupEvent RunStarted(string run, int nodes) =>
        new("RunStarted", $"Run {run} started; nodes selected: {nodes}");

    public static CleanupEvent RunCompleted(string run, string figures) => new("RunCompleted", $"Run {run} completed: {figures}");

    /// <summary>The cleanup was suspended or changed before all nodes were done.</summary>
    public static CleanupEvent RunStopped(string run) =>
        new("RunStopped", $"Run {run} was stopped before every node had finished; its orders are withdrawn");

    public static CleanupEvent NodesFailed(string run, string verdict) => new("NodesFailed", $"Run {run}: {verdict}", IsWarning: true);

    /// <param name="problem">Names the field.</param>
    public static CleanupEvent Stalled(string problem) => new("Stalled", problem, IsWarning: true);
}
