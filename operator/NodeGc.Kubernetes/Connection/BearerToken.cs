using k8s.KubeConfigModels;

namespace NodeGc.Kubernetes.Connection;

/// <summary>The token sent with each request: none, a fixed one, one kept in a file that is rotated, or one that a
/// credential plugin prints.</summary>
public abstract record BearerToken
{
    private BearerToken() { }

    public static BearerToken None { get; } = new Absent();

    public sealed record Absent : BearerToken;

    /// <summary>A token that never changes.</summary>
    public sealed record Fixed(string Value) : BearerToken
    {
        public override string ToString() => "Fixed { Value = *** }";
    }

    /// <summary>A token that kubelet rewrites before it expires, so the file is read again and again.</summary>
    public sealed record InFile(string Path) : BearerToken;

    /// <summary>A token that a program prints (<c>client.authentication.k8s.io</c>), and prints again once it has
    /// expired or was refused.</summary>
    public sealed record FromPlugin(ExternalExecution Plugin) : BearerToken
    {
        public override string ToString() => $"FromPlugin {{ Command = {Plugin.Command} }}";
    }
}
