#:property PublishAot=false
#:property NoWarn=CS1591

// dotnet run check-package.cs -- <package.nupkg> <repository root>: what a stranger's restore relies on is in the package.
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;

string packagePath = args[0];
string root = Path.GetFullPath(args[1]).TrimEnd('/');
string symbolsPath = Path.ChangeExtension(packagePath, ".snupkg");
List<string> problems = [];

Dictionary<string, byte[]> package = Read(packagePath);
Dictionary<string, byte[]> symbols = Read(symbolsPath);

foreach (string target in (string[])["net8.0", "net10.0"])
{
    Require(package, $"lib/{target}/Parallel.Core.dll");
    Require(package, $"lib/{target}/Parallel.Core.xml");
    Require(symbols, $"lib/{target}/Parallel.Core.pdb");
    if (symbols.TryGetValue($"lib/{target}/Parallel.Core.pdb", out byte[]? pdb) && !Contains(pdb, "https://raw.githubusercontent.com/"))
    {
        problems.Add($"no source link in the {target} symbols");
    }
}

// The portable assembly once more with machine code for each system, whose mark is mixed into the processor's number, and each processor.
foreach ((string system, int mark) in ((string, int)[])[("win", 0), ("linux", 0x7B79), ("osx", 0x4644)])
{
    foreach ((string processor, Machine machine) in ((string, Machine)[])[("x64", Machine.Amd64), ("arm64", Machine.Arm64)])
    {
        string name = $"runtimes/{system}-{processor}/lib/net10.0/Parallel.Core.dll";
        Require(package, name);
        if (package.TryGetValue(name, out byte[]? image) && package.TryGetValue("lib/net10.0/Parallel.Core.dll", out byte[]? portable))
        {
            using var reader = new PEReader(new MemoryStream(image));
            Expect((int)reader.PEHeaders.CoffHeader.Machine == ((int)machine ^ mark), $"{name} is for another system or processor");
            Expect(reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0, $"{name} has no machine code");
            Expect(Surface(image).SequenceEqual(Surface(portable)), $"{name} isn't the portable assembly");
            Console.WriteLine($"  {name}: {image.Length:N0} bytes, {portable.Length:N0} without machine code");
        }
    }
}

Require(package, "analyzers/dotnet/cs/Parallel.Core.Analyzers.dll");
Require(package, "analyzers/dotnet/cs/Parallel.Core.CodeFixes.dll");
Require(package, "README.md");
Require(package, "LICENSE");
Require(package, "icon.png");
string readme = Encoding.UTF8.GetString(package.GetValueOrDefault("README.md") ?? []);
Expect(readme.Contains("](https://github.com/", StringComparison.Ordinal) && !Regex.IsMatch(readme, @"\]\((?!https?:|#)"), "README.md has a link that leads nowhere on the package's page");
Expect(Regex.Matches(readme, @"!\[[^\]]*\]\(([^)]*)\)") is { Count: > 0 } pictures && pictures.All(static picture => picture.Groups[1].Value.StartsWith("https://raw.githubusercontent.com/", StringComparison.Ordinal)), "README.md has a picture that the package's page can't show");
Expect(readme.Contains(File.ReadLines(Path.Combine(root, "README.md")).First(static line => line.Contains(';')), StringComparison.Ordinal), "README.md isn't the project's");
Require(package, "Parallel.Core.nuspec");
string nuspec = Encoding.UTF8.GetString(package.GetValueOrDefault("Parallel.Core.nuspec") ?? []);
foreach (string part in (string[])["<id>Parallel.Core</id>", "<readme>README.md</readme>", "<icon>icon.png</icon>", "MIT</license>", "<description>", "<tags>", "<repository type=\"git\" url=\"https://github.com/", "commit="])
{
    if (!nuspec.Contains(part, StringComparison.Ordinal))
    {
        problems.Add($"the nuspec lacks {part}");
    }
}

Expect(!nuspec.Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal), "the nuspec depends on the compiler");

foreach ((string name, byte[] content) in package.Concat(symbols).Where(entry => !entry.Key.EndsWith('/')))
{
    if (Contains(content, root + "/"))
    {
        problems.Add($"{name} names a path of the machine that built it");
    }

    if (name.StartsWith("lib/", StringComparison.Ordinal) && content.Length == 0)
    {
        problems.Add($"{name} is empty");
    }
}

Console.WriteLine($"{Path.GetFileName(packagePath)}: {package.Count} entries, {symbols.Count} in the symbols package, {problems.Count} problems");
problems.ForEach(problem => Console.WriteLine("  " + problem));
return problems.Count == 0 ? 0 : 1;

void Expect(bool holds, string problem)
{
    if (!holds)
    {
        problems.Add(problem);
    }
}

// The build that an assembly comes from, its identity, and what it declares.
static IEnumerable<string> Surface(byte[] assembly)
{
    using var reader = new PEReader(new MemoryStream(assembly));
    MetadataReader metadata = reader.GetMetadataReader();
    yield return metadata.GetGuid(metadata.GetModuleDefinition().Mvid).ToString();
    yield return metadata.GetAssemblyDefinition().GetAssemblyName().FullName;
    foreach (TypeDefinition type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition))
    {
        yield return $"{type.Attributes} {metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
        foreach (MethodDefinition method in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            yield return $"{method.Attributes} {metadata.GetString(method.Name)} {Convert.ToHexString(metadata.GetBlobBytes(method.Signature))}";
        }
    }
}

void Require(Dictionary<string, byte[]> entries, string name)
{
    if (!entries.ContainsKey(name))
    {
        problems.Add($"{name} is missing");
    }
}

static bool Contains(byte[] content, string text) =>
    content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;

Dictionary<string, byte[]> Read(string path)
{
    var entries = new Dictionary<string, byte[]>();
    if (!File.Exists(path))
    {
        problems.Add($"{path} is missing");
        return entries;
    }

    using ZipArchive archive = ZipFile.OpenRead(path);
    foreach (ZipArchiveEntry entry in archive.Entries)
    {
        using Stream stream = entry.Open();
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        entries[entry.FullName] = buffer.ToArray();
    }

    return entries;
}
