using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodeGc.Testing.ApiServer.Access;
using NodeGc.Testing.ApiServer.Faults;
using NodeGc.Testing.ApiServer.Resources;

namespace NodeGc.Testing.ApiServer.Http;

/// <summary>The way of every request: faults, who is it, may they, what is it, do it; refusals become Status
/// objects.</summary>
internal sealed class RequestPipeline(
    ResourceCatalog catalog,
    FaultInjection faults,
    RequestLog log,
    TimeProvider clock
)
{
    public required Authenticator Authenticator { get; init; }

    public required RbacAuthorizer Authorizer { get; init; }

    public required RightsLog Rights { get; init; }

    public required PublicPaths PublicPaths { get; init; }

    public required ResourceRouter Router { get; init; }

    public async Task HandleAsync(HttpContext http)
    {
        var request = http.Request;
        var seen = new SeenRequest(request.Method, request.Path.Value ?? "", request.QueryString.Value ?? "");
        log.Add(seen);
        try
        {
            await HandleAsync(http, faults.Take(seen));
        }
        catch (ApiError refusal) when (!http.Response.HasStarted)
        {
            await Wire.RespondAsync(http, refusal.Code, refusal.ToStatus());
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client went away; there is nobody left to answer.
        }
    }

    private async Task HandleAsync(HttpContext http, Fault? fault)
    {
        switch (fault)
        {
            case Fault.Abort:
                http.Abort();
                return;
            case Fault.Answer answer:
                http.Response.Headers.RetryAfter = answer.RetryAfterSeconds?.ToString(CultureInfo.InvariantCulture);
                throw StatusText.Parse(answer.Code);
            case Fault.EndAtOnce:
                http.Response.ContentType = "application/json";
                await http.Response.StartAsync(http.RequestAborted);
                return;
            case Fault.AbortAfterwards:
                await ServeAsync(WithoutResponse(http));
                http.Abort();
                return;
            case Fault.Delay delay:
                await Task.Delay(delay.Time, clock, http.RequestAborted);
                break;
            case Fault.Meanwhile meanwhile:
                await meanwhile.Happens();
                break;
        }
        await ServeAsync(http);
    }

    private static HttpContext WithoutResponse(HttpContext http)
    {
        http.Response.Body = Stream.Null;
        return http;
    }

    private async Task ServeAsync(HttpContext http)
    {
        var user = Impersonation.Of(http.Request, Authenticator.Authenticate(http), Authorizer);
        if (RequestPath.Parse(http.Request.Path.Value ?? "") is not { } path)
        {
            await ServePublicAsync(http, user);
            return;
        }
        var question = AccessQuestion.From(ApiRequest.VerbOf(http.Request, path), path);
        Authorizer.Require(user, question);
        Rights.Add(user, question);
        var type = catalog.Find(path.Group, path.Version, path.Resource) ?? throw ApiErrors.UnknownResource();
        await Router.RouteAsync(new ApiRequest(http, path, type, user));
    }

    private async Task ServePublicAsync(HttpContext http, User user)
    {
        var path = http.Request.Path.Value ?? "";
        if (!Authorizer.AllowsPath(user, http.Request.Method.ToLowerInvariant(), path))
            throw new ApiError(
                403,
                "Forbidden",
                $"forbidden: User \"{user.Name}\" cannot {http.Request.Method.ToLowerInvariant()} path \"{path}\""
            );
        if (!await PublicPaths.TryServeAsync(http))
            throw ApiErrors.UnknownResource();
    }
}
