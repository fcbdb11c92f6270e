namespace NodeGc.Kubernetes.Client;

/// <summary>A name as one segment of a path. The package puts names into paths as they are: <c>../pods/web</c> would be
/// another object.</summary>
internal static class PathSegment
{
    /// <exception cref="ArgumentException">A name that no object can have and no path can carry.</exception>
    public static string Of(string name) =>
        name is "" or "." or ".."
            ? throw new ArgumentException($"'{name}' is not the name of an object.", nameof(name))
            : Uri.EscapeDataString(name);
}
