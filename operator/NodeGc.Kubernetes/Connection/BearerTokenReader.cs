using k8s.Authentication;
using k8s.Exceptions;

namespace NodeGc.Kubernetes.Connection;

/// <summary>Provides the current token; a file is read again after <see cref="CacheTtl"/> or on demand.</summary>
internal sealed class BearerTokenReader(BearerToken token, TimeProvider time) : IDisposable
{
    /// <summary>Kubelet rewrites a projected token at 80 % of its lifetime (at least minutes before it expires), so
    /// seconds are enough. A plugin is run again for a rejected token no more often than this.</summary>
    private static readonly TimeSpan CacheTtl = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim gate = new(1, 1);
    private ExecTokenProvider? plugin;
    private string? cached;
    private long readAt;

    /// <summary>The current token, or null if the connection has none.</summary>
    /// <exception cref="KubernetesConfigurationException">The file cannot be read or is empty, or the plugin
    /// failed.</exception>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken) =>
        token switch
        {
            BearerToken.Fixed only => only.Value,
            BearerToken.InFile file => await ReadFileAsync(file.Path, cancellationToken),
            BearerToken.FromPlugin program => await RunPluginAsync(program, cancellationToken),
            _ => null,
        };

    /// <summary>To be called after a 401: reads the token again; true if it differs from the rejected one.</summary>
    public async Task<bool> RefreshAsync(string? rejected, CancellationToken cancellationToken)
    {
        if (token is not (BearerToken.InFile or BearerToken.FromPlugin))
            return false;
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (token is BearerToken.InFile)
                cached = null;
            else if (time.GetElapsedTime(readAt) >= CacheTtl)
                plugin = null;
        }
        finally
        {
            gate.Release();
        }
        return await ReadAsync(cancellationToken) != rejected;
    }

    public void Dispose() => gate.Dispose();

    private async Task<string> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (cached is not null && time.GetElapsedTime(readAt) < CacheTtl)
                return cached;
            cached = ReadNow(path);
            readAt = time.GetTimestamp();
            return cached;
        }
        finally
        {
            gate.Release();
        }
    }

    // The package runs the program again once its token has expired; a new provider runs it in any case.
    private async Task<string?> RunPluginAsync(BearerToken.FromPlugin program, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (plugin is null)
                (plugin, readAt) = (new ExecTokenProvider(program.Plugin), time.GetTimestamp());
            return (await plugin.GetAuthenticationHeaderAsync(cancellationToken)).Parameter;
        }
        catch (KubeConfigException failure)
        {
            throw new KubernetesConfigurationException(PluginFailure.Describe(program.Plugin, failure), failure);
        }
        finally
        {
            gate.Release();
        }
    }

    private static string ReadNow(string path)
    {
        var text = ConfigurationFile.ReadText(path, "token").Trim();
        return text.Length > 0
            ? text
            : throw new KubernetesConfigurationException(
                $"The token file {path} is empty. Mount a service account token there."
            );
    }
}
