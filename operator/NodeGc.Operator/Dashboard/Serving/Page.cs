using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.Web.HtmlRendering;
using NodeGc.Operator.Dashboard.Pages;
using NodeGc.Operator.Dashboard.Views;

namespace NodeGc.Operator.Dashboard.Serving;

/// <summary>A page to be rendered.</summary>
/// <param name="Status">Status code of the response.</param>
/// <param name="Render">Renders the component.</param>
internal sealed record Page(int Status, Func<HtmlRenderer, Task<HtmlRootComponent>> Render)
{
    public static Page Found<T>(PageContext context, params (string Name, object Value)[] parameters)
        where T : IComponent => Create<T>(200, context, parameters);

    public static Page Message(int status, PageContext context, string title, string message) =>
        Create<MessagePage>(
            status,
            context,
            [(nameof(MessagePage.Title), title), (nameof(MessagePage.Message), message)]
        );

    private static Page Create<T>(int status, PageContext context, (string Name, object Value)[] parameters)
        where T : IComponent
    {
        var all = parameters.ToDictionary(parameter => parameter.Name, parameter => (object?)parameter.Value);
        all[nameof(MessagePage.Context)] = context;
        return new Page(status, renderer => renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(all)));
    }
}
