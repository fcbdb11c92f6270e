using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NodeGc.Operator.Notifications;

/// <summary>The contents of the options' files.</summary>
/// <param name="Url">Where to send notifications.</param>
/// <param name="Signature">How to sign them; null if they are not signed.</param>
/// <param name="Roots">CA certificates to trust; null for those of the system.</param>
internal sealed record WebhookTarget(Uri Url, WebhookSignature? Signature, X509Certificate2Collection? Roots)
{
    private const int MaxFileLength = 1 << 20;

    /// <exception cref="FormatException">A file cannot be read, or has unusable contents. The message names the file
    /// and never quotes it.</exception>
    public static WebhookTarget Read(WebhookOptions options) =>
        new(
            options.Url ?? ReadUrl(options.UrlFile!),
            options.SigningKeyFile is { } key ? ReadKey(key) : null,
            options.CaFile is { } roots ? ReadRoots(roots) : null
        );

    /// <summary>The URL; null if it is not one that a notification can be sent to.</summary>
    public static Uri? FindUrl(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && url.Host.Length > 0
        && url.UserInfo.Length == 0
            ? url
            : null;

    private static Uri ReadUrl(string file) =>
        FindUrl(ReadText(file))
        ?? throw new FormatException(
            $"{file}: does not contain a URL that starts with https:// or http:// and has no user name"
        );

    private static WebhookSignature ReadKey(string file) =>
        WebhookSignature.FindProblem(ReadText(file), out var signature) is { } problem
            ? throw new FormatException($"{file}: {problem}")
            : signature!;

    private static X509Certificate2Collection ReadRoots(string file)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPem(ReadText(file));
        }
        catch (CryptographicException failure)
        {
            throw new FormatException($"{file}: {failure.Message}", failure);
        }
        return roots.Count > 0 ? roots : throw new FormatException($"{file}: contains no PEM certificate");
    }

    private static string ReadText(string file)
    {
        try
        {
            if (new FileInfo(file).Length > MaxFileLength)
                throw new FormatException($"{file}: is larger than 1 MiB");
            return File.ReadAllText(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{file}: cannot be read: {failure.Message}", failure);
        }
    }
}
