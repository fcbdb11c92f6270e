namespace NodeGc.Api.Yaml;

/// <summary>A problem in a policy file.</summary>
/// <param name="File">The file name, as given by the caller.</param>
/// <param name="Line">Counted from 1; 0 for the file as a whole.</param>
/// <param name="Field">Path of the field; empty for the file as a whole.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record YamlProblem(string File, int Line, string Field, string Message)
{
    /// <summary>Counted from 1; null if the field and its line say where.</summary>
    public int? Column { get; init; }

    public override string ToString() => $"{Place}: {(Field.Length == 0 ? "" : $"{Field}: ")}{Message}";

    private string Place =>
        Line == 0 ? File
        : Column is { } column ? $"{File}:{Line}:{column}"
        : $"{File}:{Line}";
}
