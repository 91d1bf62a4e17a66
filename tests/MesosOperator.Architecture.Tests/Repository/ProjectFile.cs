using System.Xml.Linq;

namespace MesosOperator.Architecture.Tests.Repository;

/// <summary>One project file: what it references.</summary>
public sealed class ProjectFile(string path, string text)
{
    private readonly XElement _xml = XElement.Parse(text);

    public string Path => path;

    public string Name => System.IO.Path.GetFileNameWithoutExtension(path);

    public bool IsProduct => path.StartsWith("operator/");

    public IEnumerable<string> ProjectReferences =>
        Included("ProjectReference").Select(p => System.IO.Path.GetFileNameWithoutExtension(p.Replace('\\', '/')));

    public IEnumerable<string> PackageReferences => Included("PackageReference");

    public IEnumerable<string> FrameworkReferences => Included("FrameworkReference");

    public IEnumerable<string> Usings => Included("Using");

    public string Property(string name) => _xml.Descendants(name).FirstOrDefault()?.Value ?? "";

    private IEnumerable<string> Included(string item) =>
        _xml.Descendants(item).Select(e => e.Attribute("Include")?.Value).OfType<string>();
}
