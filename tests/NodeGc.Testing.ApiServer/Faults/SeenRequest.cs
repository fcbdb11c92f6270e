namespace NodeGc.Testing.ApiServer.Faults;

/// <summary>A request as fault rules and tests see it.</summary>
/// <param name="Method">GET, POST, ...</param>
/// <param name="Path">The path without the query.</param>
/// <param name="Query">The query with its question mark, or empty.</param>
public sealed record SeenRequest(string Method, string Path, string Query)
{
    /// <summary>Whether this request opens a watch.</summary>
    public bool IsWatch =>
        Query.Contains("watch=true", StringComparison.Ordinal) || Query.Contains("watch=1", StringComparison.Ordinal);
}
