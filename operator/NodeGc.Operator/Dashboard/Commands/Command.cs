namespace NodeGc.Operator.Dashboard.Commands;

/// <summary>A command that changes or shows something. The dashboard itself changes nothing.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Text">To be pasted into a shell.</param>
/// <param name="Note">What follows from it; null if that is clear.</param>
public sealed record Command(string Title, string Text, string? Note = null);
