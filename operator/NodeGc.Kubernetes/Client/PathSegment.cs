namespace NodeGc.Kubernetes.Client;

/// <summary>Escapes a name for use in a path. The package does not: <c>../pods/web</c> would be another
/// object.</summary>
internal static class PathSegment
{
    /// <exception cref="ArgumentException">A name that no object can have.</exception>
    public static string Escape(string name) =>
        name is "" or "." or ".."
            ? throw new ArgumentException($"'{name}' is not the name of an object.", nameof(name))
            : Uri.EscapeDataString(name);
}
