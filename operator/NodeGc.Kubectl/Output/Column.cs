namespace NodeGc.Kubectl.Output;

/// <summary>A column of a table.</summary>
/// <param name="Heading">In upper case, as kubectl prints it.</param>
/// <param name="IsWide">Whether it is only shown with <c>-o wide</c>.</param>
internal sealed record Column(string Heading, bool IsWide = false);
