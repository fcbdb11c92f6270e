namespace NodeGc.Kubernetes.Events;

/// <summary>The content of an event; the same note about the same object is counted, not repeated.</summary>
/// <param name="Type"><c>Normal</c> or <c>Warning</c>.</param>
/// <param name="Reason">A CamelCase word.</param>
/// <param name="Message">A sentence for people; truncated to 1000 characters.</param>
public sealed record EventNote(string Type, string Reason, string Message)
{
    public static EventNote Normal(string reason, string message) => new("Normal", reason, message);

    public static EventNote Warning(string reason, string message) => new("Warning", reason, message);
}
