namespace NodeGc.Kubernetes.Connection;

/// <summary>Gives the token as it is now; a file is read again after <see cref="Freshness"/> or on demand.</summary>
internal sealed class BearerTokenReader(BearerToken token, TimeProvider time)
{
    /// <summary>Kubelet rewrites a projected token at 80 % of its life (at least minutes before its end), so seconds are soon enough.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private string? cached;
    private long readAt;

    /// <summary>The current token, or null when the connection has none.</summary>
    /// <exception cref="KubernetesConfigurationException">The file cannot be read or is empty.</exception>
    public string? Read() => token switch
    {
        BearerToken.Fixed only => only.Value,
        BearerToken.InFile file => ReadFile(file.Path),
        _ => null,
    };

    /// <summary>After a 401: forgets the cached text; true when the file now holds another token than the refused one.</summary>
    public bool Refresh(string? refused)
    {
        if (token is not BearerToken.InFile) return false;
        lock (gate) cached = null;
        return Read() != refused;
    }

    private string ReadFile(string path)
    {
        lock (gate)
        {
            if (cached is not null && time.GetElapsedTime(readAt) < Freshness) return cached;
            cached = ReadNow(path);
            readAt = time.GetTimestamp();
            return cached;
        }
    }

    private static string ReadNow(string path)
    {
        var text = ConfigurationFile.ReadText(path, "token").Trim();
        return text.Length > 0
            ? text
            : throw new KubernetesConfigurationException($"The token file {path} is empty. Mount a service account token there.");
    }
}
