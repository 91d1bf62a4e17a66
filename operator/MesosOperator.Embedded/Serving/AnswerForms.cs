using MesosOperator.Embedded.Answers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MesosOperator.Embedded.Serving;

/// <summary>Reads from a request in which form the client wants objects.</summary>
internal static class AnswerForms
{
    public static AnswerForm Of(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0)
            return AnswerForm.Whole;
        foreach (var wish in MediaTypeHeaderValue.ParseList(request.Headers.Accept))
        {
            if (wish.MediaType.Value is not ("application/json" or "*/*" or "application/*"))
                continue;
            var form = Parameter(wish, "as");
            if (form.Length == 0)
                return AnswerForm.Whole;
            if (Parameter(wish, "v") == "v1" && Parameter(wish, "g") == "meta.k8s.io")
                return form == "Table" ? AnswerForm.Table : AnswerForm.Partial;
        }
        throw new ApiProblem(
            406, "NotAcceptable", "only the following media types are accepted: application/json, application/json;as=Table;v=v1;g=meta.k8s.io");
    }

    private static string Parameter(MediaTypeHeaderValue wish, string name) =>
        wish.Parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value.Value ?? "";
}
