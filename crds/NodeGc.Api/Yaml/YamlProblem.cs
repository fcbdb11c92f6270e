namespace NodeGc.Api.Yaml;

/// <summary>One thing wrong in a policy file.</summary>
/// <param name="File">The file, as it was named by the caller.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Field">Path of the field; empty where the file as a whole is meant.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record YamlProblem(string File, int Line, string Field, string Message)
{
    public override string ToString() => Field.Length == 0 ? $"{File}:{Line}: {Message}" : $"{File}:{Line}: {Field}: {Message}";
}
