namespace NodeGc.Api.Yaml;

/// <summary>One thing wrong in a policy file.</summary>
/// <param name="File">The file, as it was named by the caller.</param>
/// <param name="Line">Counted from 1; 0 where the file as a whole is meant.</param>
/// <param name="Field">Path of the field; empty where the file as a whole is meant.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record YamlProblem(string File, int Line, string Field, string Message)
{
    /// <summary>Counted from 1; null where a field, and with it its line, says where.</summary>
    public int? Column { get; init; }

    public override string ToString() => $"{Place}: {(Field.Length == 0 ? "" : $"{Field}: ")}{Message}";

    private string Place =>
        Line == 0 ? File
        : Column is { } column ? $"{File}:{Line}:{column}"
        : $"{File}:{Line}";
}
