using System.Text;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NodeGc.Kubernetes.Client;
using NodeGc.Operator.Dashboard.Access;

namespace NodeGc.Operator.Dashboard.Serving;

/// <summary>Answers the requests of browsers: reads only, and only from those who may.</summary>
/// <param name="pages">What is served.</param>
/// <param name="access">Decides about tokens; null if none is required.</param>
/// <param name="services">For the renderer.</param>
/// <param name="loggers">For failures.</param>
internal sealed partial class DashboardRequests(
    DashboardPages pages,
    TokenAccess? access,
    IServiceProvider services,
    ILoggerFactory loggers
)
{
    private const string Challenge =
        "Basic realm=\"NodeGc: any user name, a bearer token as password\", charset=\"UTF-8\"";

    private readonly ILogger logger = loggers.CreateLogger<DashboardRequests>();

    public async Task HandleAsync(HttpContext http)
    {
        SecurityHeaders.Write(http.Response.Headers);
        try
        {
            await (await FindRefusalAsync(http) is { } refusal ? WriteAsync(http, refusal) : ServeAsync(http));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the page any more.
        }
        catch (KubernetesException failure)
        {
            LogUnavailable(failure.Message);
            await WriteTextAsync(http, 503, "The API server cannot be asked for access. Try again later.");
        }
        catch (Exception failure)
        {
            LogFailure(failure, http.Request.Path);
            if (!http.Response.HasStarted)
                await WriteTextAsync(http, 500, "The page could not be made. The operator's log says why.");
        }
    }

    private async Task ServeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "/";
        if (Asset.Find(path) is { } asset)
            await WriteAsync(http, asset);
        else
            await WriteAsync(http, await pages.FindAsync(path, name => http.Request.Query[name], http.RequestAborted));
    }

    // Null if the request may be served.
    private async Task<Page?> FindRefusalAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, HEAD";
            return pages.ShowProblem(405, "Not allowed", "The dashboard is read-only.");
        }
        if (access is null)
            return HostNames.IsLocal(http.Request.Host)
                ? null
                : pages.ShowProblem(
                    421,
                    "Wrong host",
                    "Open the dashboard as localhost, through kubectl port-forward."
                );
        var token = BearerTokens.Find(http.Request.Headers.Authorization);
        switch (await access.DecideAsync(token, http.RequestAborted))
        {
            case Verdict.Allowed:
                return null;
            case Verdict.Unauthenticated:
                http.Response.Headers.WWWAuthenticate = Challenge;
                return pages.ShowProblem(401, "Token required", "Send a bearer token that the cluster accepts.");
            default:
                return pages.ShowProblem(
                    403,
                    "Forbidden",
                    "You may not list nodestorages.nodegc.io and nodestoragecleanups.nodegc.io in this cluster."
                );
        }
    }

    private async Task WriteAsync(HttpContext http, Page page)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await page.Render(renderer)).ToHtmlString());
        http.Response.StatusCode = page.Status;
        await WriteAsync(http, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html));
    }

    private static Task WriteAsync(HttpContext http, Asset asset)
    {
        http.Response.Headers.ETag = $"\"{asset.Tag}\"";
        // Only the address with the right tag never changes what it serves.
        if (http.Request.Query["v"] == asset.Tag)
            http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return WriteAsync(http, asset.ContentType, asset.Content);
    }

    private static Task WriteTextAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        return WriteAsync(http, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text + "\n"));
    }

    private static async Task WriteAsync(HttpContext http, string contentType, ReadOnlyMemory<byte> content)
    {
        (http.Response.ContentType, http.Response.ContentLength) = (contentType, content.Length);
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(content, http.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Dashboard: access could not be reviewed: {Cause}")]
    private partial void LogUnavailable(string cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "Dashboard: the page {Path} could not be made")]
    private partial void LogFailure(Exception failure, string path);
}
