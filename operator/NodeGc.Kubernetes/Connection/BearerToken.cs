namespace NodeGc.Kubernetes.Connection;

/// <summary>The token sent with each request: none, a fixed one, or one kept in a file that is rotated.</summary>
public abstract record BearerToken
{
    private BearerToken()
    {
    }

    public static BearerToken None { get; } = new Absent();

    public sealed record Absent : BearerToken;

    /// <summary>A token that never changes.</summary>
    public sealed record Fixed(string Value) : BearerToken
    {
        public override string ToString() => "Fixed { Value = *** }";
    }

    /// <summary>A token that kubelet rewrites before it expires, so the file is read again and again.</summary>
    public sealed record InFile(string Path) : BearerToken;
}
