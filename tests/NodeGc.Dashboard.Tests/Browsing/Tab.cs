using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace NodeGc.Dashboard.Tests.Browsing;

/// <summary>A page in the browser. When it is closed, it must have sent no request to any other host, and nothing may
/// have been refused or have failed in it.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly Uri address;
    private readonly ConcurrentQueue<string> strangers = [];
    private readonly ConcurrentQueue<string> errors = [];

    public Tab(IBrowserContext context, IPage page, Uri address)
    {
        (this.context, Page, this.address) = (context, page, address);
        context.Request += (_, request) => Watch(request.Url);
        page.Console += (_, message) => Note(message);
        page.PageError += (_, error) => errors.Enqueue(error);
    }

    public IPage Page { get; }

    /// <summary>Every address that was asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>What the page may say besides: the browser reports every response that is not a success.</summary>
    public string? ExpectedError { get; init; }

    public async Task<IResponse> GoToAsync(string path)
    {
        var response = await Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        return response!;
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        Assert.Multiple(() =>
        {
            Assert.That(strangers, Is.Empty, "requests to other hosts");
            Assert.That(errors, Is.Empty, "errors in the page");
        });
    }

    private void Watch(string url)
    {
        Requests.Enqueue(url);
        if (new Uri(url) is var target && (target.Host != address.Host || target.Port != address.Port))
            strangers.Enqueue(url);
    }

    private void Note(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning" && !(ExpectedError is { } known && message.Text.Contains(known)))
            errors.Enqueue(message.Text);
    }
}
