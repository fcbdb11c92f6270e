using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using NodeGc.Operator.Telemetry;

namespace NodeGc.Operator.Notifications;

/// <summary>Sends notifications to a webhook.</summary>
/// <remarks>
/// Each has a connection of its own: there are few, and changed certificates and addresses count at once. The URL and
/// the response can contain secrets, so neither appears in a message.
/// </remarks>
internal sealed class WebhookClient(WebhookOptions options, TimeProvider time)
{
    /// <summary>A webhook that asks for more is asked again after this time.</summary>
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    public async Task<DeliveryResult> SendAsync(string id, WebhookMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var target = WebhookTarget.Read(options);
            using var http = new HttpClient(CreateHandler(target)) { Timeout = options.Timeout };
            using var request = CreateRequest(target, id, message);
            using var response = await http.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            return Judge(response);
        }
        catch (FormatException failure)
        {
            return new DeliveryResult.Failed(failure.Message);
        }
        catch (HttpRequestException failure)
        {
            return new DeliveryResult.Failed(
                failure.InnerException is AuthenticationException tls ? tls.Message : failure.Message
            );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryResult.Failed($"no response within {options.Timeout.TotalSeconds:0.#} s");
        }
    }

    private DeliveryResult Judge(HttpResponseMessage response)
    {
        var code = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
            return new DeliveryResult.Delivered();
        return response.StatusCode switch
        {
            HttpStatusCode.Gone => new DeliveryResult.Refused("status code 410: it does not exist any more"),
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => new DeliveryResult.Failed(
                $"status code {code}: redirects are not followed; set the URL that it redirects to"
            ),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new DeliveryResult.Failed(
                $"status code {code}",
                FindWait(response.Headers.RetryAfter)
            ),
            _ => new DeliveryResult.Failed($"status code {code}"),
        };
    }

    private TimeSpan? FindWait(RetryConditionHeaderValue? header)
    {
        var wait = header switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait > MaxRetryAfter ? MaxRetryAfter : wait;
    }

    private HttpRequestMessage CreateRequest(WebhookTarget target, string id, WebhookMessage message)
    {
        var body = message.ToJson();
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = content };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        if (target.Signature is { } signature)
            request.Headers.Add("webhook-signature", signature.Sign(id, timestamp, body));
        request.Headers.Add("x-nodegc-event", $"{message.Type}");
        // A version may have a suffix that is not allowed there.
        request.Headers.TryAddWithoutValidation("User-Agent", $"nodegc-operator/{OperatorMetrics.Version}");
        return request;
    }

    private SocketsHttpHandler CreateHandler(WebhookTarget target)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.Timeout,
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            },
        };
        if (options.Proxy is { } proxy)
            handler.Proxy = new WebProxy(proxy);
        if (target.Roots is { } roots)
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.AddRange(roots);
            handler.SslOptions.CertificateChainPolicy = policy;
        }
        return handler;
    }
}
