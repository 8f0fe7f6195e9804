namespace ParallelCore.Analyzers.Types;

/// <summary>How a type that isn't thread-safe may be shared.</summary>
internal enum Safety
{
    /// <summary>Not in the table.</summary>
    Unlisted,

    /// <summary>By readers, as long as nobody writes.</summary>
    Readers,

    /// <summary>By nobody: what reads also changes it.</summary>
    Nobody,

    /// <summary>By everybody.</summary>
    Everybody,
}

/// <summary>Types known not to be thread-safe, by symbol: from their documentation, and from the tables of the tools and the reports that found them shared.</summary>
internal static class UnsafeTypes
{
    private static readonly Dictionary<string, (string Space, Safety Safety)[]> s_types = Read(
        Safety.Readers,
        "System.Collections.Generic: List Dictionary HashSet SortedSet SortedList SortedDictionary Queue Stack LinkedList PriorityQueue OrderedDictionary",
        "System.Collections: ArrayList Hashtable Queue Stack SortedList BitArray CollectionBase DictionaryBase",
        "System.Collections.Specialized: NameValueCollection NameObjectCollectionBase StringCollection StringDictionary ListDictionary HybridDictionary OrderedDictionary BitVector32",
        "System.Collections.ObjectModel: Collection ObservableCollection KeyedCollection",
        "System.Text: StringBuilder",
        "System.Data: DataTable DataSet DataRow DataView DataRowView DataRowCollection DataColumnCollection DataTableCollection InternalDataCollectionBase PropertyCollection",
        "System.Xml: XmlNode XmlNamespaceManager XmlNameTable",
        "System.Xml.Linq: XObject",
        "System.Net: WebHeaderCollection CookieCollection",
        "System.Net.Http: MultipartContent",
        "System.Net.Http.Headers: HttpHeaders HttpHeaderValueCollection",
        "System.Net.Mail: MailMessage MailAddressCollection",
        "System.Text.Json.Nodes: JsonNode JsonObject JsonArray",
        "System.Diagnostics: Stopwatch",
        "System.Reflection.Emit: ILGenerator TypeBuilder ModuleBuilder",
        "System.IO: UnmanagedMemoryAccessor",
        "System.Windows.Forms: Control",
        "Newtonsoft.Json.Linq: JToken")
        .Concat(Read(
        Safety.Nobody,
        "System: Random",
        "System.IO: Stream TextReader StreamWriter StringWriter BinaryReader BinaryWriter",
        "System.Collections: IEnumerator",
        "System.Collections.Generic: IEnumerator IAsyncEnumerator",
        "System.Security.Cryptography: HashAlgorithm ICryptoTransform IncrementalHash DeriveBytes CryptoStream",
        "System.Data: IDbConnection IDbCommand IDbTransaction IDataReader IDataRecord IDataAdapter",
        "System.Data.Common: DbConnection DbCommand DbTransaction DbDataReader DataAdapter DbParameterCollection DbBatch",
        "System.Data.Linq: DataContext",
        "System.Data.Entity: DbContext DbSet",
        "Microsoft.EntityFrameworkCore: DbContext DbSet",
        "Microsoft.EntityFrameworkCore.ChangeTracking: ChangeTracker",
        "Microsoft.EntityFrameworkCore.Infrastructure: DatabaseFacade",
        "NHibernate: ISession IStatelessSession",
        "Raven.Client.Documents.Session: IDocumentSession",
        "System.Xml: XmlWriter XmlReader",
        "System.Xml.XPath: XPathNavigator XPathNodeIterator",
        "System.Net: WebClient",
        "System.Net.Mail: SmtpClient",
        "System.Net.NetworkInformation: Ping",
        "System.Text: Encoder Decoder",
        "System.Text.Json: Utf8JsonWriter",
        "System.IO.Compression: ZipArchive ZipArchiveEntry",
        "System.IO.Packaging: Package PackagePart",
        "System.Buffers: ArrayBufferWriter",
        "System.Reflection: NullabilityInfoContext",
        "System.Drawing: Image Graphics Brush Pen Font GraphicsPath",
        "System.IO.Ports: SerialPort",
        "Newtonsoft.Json: JsonWriter JsonReader",
        "ClosedXML.Excel: IXLWorkbook IXLWorksheet IXLRange IXLCell IXLRow IXLColumn",
        "OfficeOpenXml: ExcelPackage ExcelWorkbook ExcelWorksheet ExcelRangeBase ExcelRange",
        "NPOI.SS.UserModel: IWorkbook ISheet IRow ICell"))
        .GroupBy(static entry => entry.Name)
        .ToDictionary(static group => group.Key, static group => group.Select(static entry => (entry.Space, entry.Safety)).ToArray(), StringComparer.Ordinal);

    private static readonly string[] s_readers =
    [
        "Contains", "TryGet", "Get", "IndexOf", "LastIndexOf", "Find", "Exists", "To", "CopyTo", "Peek", "TryPeek", "Is", "Overlaps", "SetEquals", "TrueForAll", "ForEach", "Convert", "As",
        "BinarySearch", "Equals", "Min", "Max", "Count", "Clone", "Select", "Any", "All", "First", "Last", "Single", "Where", "Sum", "Aggregate", "Descendants", "Element", "Attribute", "Nodes",
        "Ancestors", "HasFlag", "MemberwiseClone", "op_", "Has", "Slice", "View", "Skip", "Take", "Order", "Distinct", "Join", "Concat", "Union", "Except", "Intersect", "Zip", "Cast", "OfType", "Invoke",
    ];

    /// <summary>How an object of the type may be shared; a base type or an interface may say.</summary>
    public static Safety Of(ITypeSymbol? type)
    {
        if (type is null || type.SpecialType == SpecialType.System_Object)
        {
            return Safety.Unlisted;
        }

        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (Declared(current) is { } declared)
            {
                return declared;
            }

            if (KnownNames.SoundsThreadSafe(current.Name) || current.ContainingNamespace?.Name is "Concurrent" or "Frozen")
            {
                return Safety.Everybody;
            }

            if (current.Name == "Builder" && current.ContainingType?.ContainingNamespace?.Name == "Immutable")
            {
                return Safety.Readers;
            }

            if (Listed(current) is { } listed)
            {
                return listed;
            }
        }

        if (type.ContainingNamespace?.ToDisplayString() is "System.Collections.Immutable" or "ParallelCore.Collections" or "ParallelCore.Counters")
        {
            return Safety.Everybody;
        }

        foreach (INamedTypeSymbol contract in type.AllInterfaces)
        {
            if (Listed(contract) == Safety.Nobody)
            {
                return Safety.Nobody;
            }
        }

        return Safety.Unlisted;
    }

    /// <summary>Whether a member of a type that readers may share only reads.</summary>
    public static bool OnlyReads(string member) =>
        s_readers.Any(prefix => member.StartsWith(prefix, StringComparison.Ordinal)) && !member.StartsWith("TakeOut", StringComparison.Ordinal)
        && member is not ("GetOrAdd" or "GetBuffer" or "GetRowAndAdd" or "TryGetNextAndRemove" or "AddAsync" or "ToggleBit");

    /// <summary>Which members leave even a type alone that nobody may share.</summary>
    public static bool IsHarmless(string member) => member is "ToString" or "Equals" or "GetHashCode" or "GetType" or "ReferenceEquals" or "get_Current" or "Synchronized";

    /// <summary>What a user says of a type: attributes are matched by name, so that no reference is needed to say it.</summary>
    private static Safety? Declared(ITypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            switch (attribute.AttributeClass?.Name)
            {
                case "ThreadSafeAttribute":
                    return Safety.Everybody;
                case "NotThreadSafeAttribute":
                    return Safety.Nobody;
            }
        }

        return null;
    }

    private static Safety? Listed(ITypeSymbol type)
    {
        if (s_types.TryGetValue(type.Name, out (string Space, Safety Safety)[]? entries))
        {
            string? space = type.ContainingNamespace?.ToDisplayString();
            foreach ((string listed, Safety sharing) in entries)
            {
                if (listed == space)
                {
                    return sharing;
                }
            }
        }

        return null;
    }

    private static IEnumerable<(string Name, string Space, Safety Safety)> Read(Safety sharing, params string[] lines)
    {
        foreach (string line in lines)
        {
            int colon = line.IndexOf(':');
            foreach (string name in line.Substring(colon + 1).Split([' '], StringSplitOptions.RemoveEmptyEntries))
            {
                yield return (name, line.Substring(0, colon), sharing);
            }
        }
    }
}
