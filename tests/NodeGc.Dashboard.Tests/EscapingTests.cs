using NodeGc.Dashboard.Tests.Browsing;
using NodeGc.Dashboard.Tests.Clusters;

namespace NodeGc.Dashboard.Tests;

/// <summary>Names come from whoever runs containers: they are text, whatever they contain.</summary>
[Category("Real")]
internal sealed class EscapingTests
{
    [TestCase($"/nodes/{SampleCluster.Node}/plans/{SampleCluster.Cleanup}", SampleCluster.EvilImage)]
    [TestCase($"/nodes/{SampleCluster.Node}/plans/{SampleCluster.Cleanup}", SampleCluster.EvilVolume)]
    [TestCase($"/nodes/{SampleCluster.Node}", SampleCluster.EvilPath)]
    [TestCase($"/nodes/{SampleCluster.Node}", SampleCluster.EvilVolume)]
    [TestCase("/?q=%3Cscript%3Ewindow.pwned%3D1%3C/script%3E", "")]
    [TestCase("/?q=%22%3E%3Cimg%20src%3Dx%20onerror%3D%22window.pwned%3D2%22%3E", "")]
    [TestCase("/quarantine?q=%22%3E%3Cimg%20src%3Dx%20onerror%3D%22window.pwned%3D2%22%3E", "")]
    public async Task A_name_that_is_HTML_is_shown_as_text(string path, string name)
    {
        await using var tab = await Open.TabAsync();
        await tab.GoToAsync(path);
        Assert.That(await tab.Page.Locator("main").InnerTextAsync(), Does.Contain(name));
        Assert.That(await tab.Page.EvaluateAsync<bool>("'pwned' in window"), Is.False);
        Assert.That(await tab.Page.Locator("script").CountAsync(), Is.EqualTo(1), "only the page's own script");
        Assert.That(await tab.Page.Locator("main img, main svg[onload], [onerror]").CountAsync(), Is.Zero);
    }

    [TestCase("/nodes/%3Cscript%3Ewindow.pwned%3D1%3C%2Fscript%3E")]
    [TestCase("/nodes/%22%3E%3Cimg%20src=x%20onerror=%22window.pwned=2%22%3E")]
    [TestCase("/cleanups/%3Csvg%20onload=window.pwned=3%3E")]
    public async Task An_address_that_is_HTML_is_shown_as_text(string path)
    {
        using var http = new HttpClient { BaseAddress = await Scenes.GetDashboardAsync() };
        using var answer = await http.GetAsync(path);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(404));
        Assert.That(
            html,
            Does.Not.Contain("<script>window").And.Not.Contains("<img src=x").And.Not.Contains("<svg on")
        );
    }

    /// <summary>Even if a name were taken for HTML, its script would not run.</summary>
    [Test]
    public async Task The_browser_refuses_inline_script_and_style()
    {
        var browser = await Scenes.GetBrowserAsync();
        await using var tab = await browser.OpenAsync(
            await Scenes.GetDashboardAsync(),
            expectedError: "Content Security Policy"
        );
        await tab.GoToAsync("/");
        var ran = await tab.Page.EvaluateAsync<bool>(
            """
            async () => {
              const box = document.createElement("div");
              box.innerHTML = `<img src="data:," onerror="window.pwned = 1"><b id="styled" style="color: red">x</b>`;
              document.body.append(box);
              const script = document.createElement("script");
              script.textContent = "window.pwned = 2";
              document.body.append(script);
              await new Promise((done) => setTimeout(done, 200));
              const isRed = getComputedStyle(document.getElementById("styled")).color === "rgb(255, 0, 0)";
              return "pwned" in window || isRed;
            }
            """
        );
        Assert.That(ran, Is.False);
    }
}
