using MesosOperator.Crds.Generator;

// Writes the folder crds/, or with --verify only says what is stale there; either way in the folder named last.
var verify = args is ["--verify", _];
if (args.Length != (verify ? 2 : 1))
{
    Console.Error.WriteLine("usage: [--verify] FOLDER");
    return 2;
}

var folder = Directory.CreateDirectory(args[^1]);
var wanted = DefinitionFiles.All();
var stale = folder.EnumerateFiles().Select(file => file.Name).Except(wanted.Keys).ToList();
foreach (var name in stale.Where(_ => !verify))
    File.Delete(Path.Combine(folder.FullName, name));
foreach (var (name, text) in wanted)
{
    var path = Path.Combine(folder.FullName, name);
    if (File.Exists(path) && File.ReadAllText(path) == text)
        continue;
    stale.Add(name);
    if (!verify)
        File.WriteAllText(path, text);
}

foreach (var name in stale.Order(StringComparer.Ordinal))
    Console.WriteLine(verify ? $"{name} is stale: run `make crds`" : $"wrote {name}");
return verify && stale.Count > 0 ? 1 : 0;
