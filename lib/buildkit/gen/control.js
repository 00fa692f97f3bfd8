/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

const $root = $protobuf.roots["bakehouse-control"] || ($protobuf.roots["bakehouse-control"] = {});

export const SolveRequest = $root.SolveRequest = (() => {

    const SolveRequest = function (properties) {
        this.exporterAttrsDeprecated = {};
        this.frontendAttrs = {};
        this.entitlements = [];
        this.frontendInputs = {};
        this.exporters = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    SolveRequest.prototype.ref = "";
    SolveRequest.prototype.definition = null;
    SolveRequest.prototype.exporterDeprecated = "";
    SolveRequest.prototype.exporterAttrsDeprecated = $util.emptyObject;
    SolveRequest.prototype.session = "";
    SolveRequest.prototype.frontend = "";
    SolveRequest.prototype.frontendAttrs = $util.emptyObject;
    SolveRequest.prototype.cache = null;
    SolveRequest.prototype.entitlements = $util.emptyArray;
    SolveRequest.prototype.frontendInputs = $util.emptyObject;
    SolveRequest.prototype.internal = false;
    SolveRequest.prototype.sourcePolicy = $util.newBuffer([]);
    SolveRequest.prototype.exporters = $util.emptyArray;
    SolveRequest.prototype.enableSessionExporter = false;
    SolveRequest.prototype.sourcePolicySession = "";
    SolveRequest.prototype.compatibilityVersion = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    SolveRequest.prototype.proxyNetwork = false;

    SolveRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.ref != null && $Object.hasOwnProperty.call(message, "ref") && message.ref !== "")
            writer.uint32(10).string(message.ref);
        if (message.definition != null && $Object.hasOwnProperty.call(message, "definition"))
            $root.Definition.encode(message.definition, writer.uint32(18).fork(), _depth + 1).ldelim();
        if (message.exporterDeprecated != null && $Object.hasOwnProperty.call(message, "exporterDeprecated") && message.exporterDeprecated !== "")
            writer.uint32(26).string(message.exporterDeprecated);
        if (message.exporterAttrsDeprecated != null && $Object.hasOwnProperty.call(message, "exporterAttrsDeprecated"))
            for (let keys = $Object.keys(message.exporterAttrsDeprecated), i = 0; i < keys.length; ++i)
                writer.uint32(34).fork().uint32(10).string(keys[i]).uint32(18).string(message.exporterAttrsDeprecated[keys[i]]).ldelim();
        if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== "")
            writer.uint32(42).string(message.session);
        if (message.frontend != null && $Object.hasOwnProperty.call(message, "frontend") && message.frontend !== "")
            writer.uint32(50).string(message.frontend);
        if (message.frontendAttrs != null && $Object.hasOwnProperty.call(message, "frontendAttrs"))
            for (let keys = $Object.keys(message.frontendAttrs), i = 0; i < keys.length; ++i)
                writer.uint32(58).fork().uint32(10).string(keys[i]).uint32(18).string(message.frontendAttrs[keys[i]]).ldelim();
        if (message.cache != null && $Object.hasOwnProperty.call(message, "cache"))
            $root.CacheOptions.encode(message.cache, writer.uint32(66).fork(), _depth + 1).ldelim();
        if (message.entitlements != null && message.entitlements.length)
            for (let i = 0; i < message.entitlements.length; ++i)
                writer.uint32(74).string(message.entitlements[i]);
        if (message.frontendInputs != null && $Object.hasOwnProperty.call(message, "frontendInputs"))
            for (let keys = $Object.keys(message.frontendInputs), i = 0; i < keys.length; ++i) {
                writer.uint32(82).fork().uint32(10).string(keys[i]);
                $root.Definition.encode(message.frontendInputs[keys[i]], writer.uint32(18).fork(), _depth + 1).ldelim().ldelim();
            }
        if (message.internal != null && $Object.hasOwnProperty.call(message, "internal") && message.internal !== false)
            writer.uint32(88).bool(message.internal);
        if (message.sourcePolicy != null && $Object.hasOwnProperty.call(message, "sourcePolicy") && message.sourcePolicy.length)
            writer.uint32(98).bytes(message.sourcePolicy);
        if (message.exporters != null && message.exporters.length)
            for (let i = 0; i < message.exporters.length; ++i)
                $root.TypeWithAttrs.encode(message.exporters[i], writer.uint32(106).fork(), _depth + 1).ldelim();
        if (message.enableSessionExporter != null && $Object.hasOwnProperty.call(message, "enableSessionExporter") && message.enableSessionExporter !== false)
            writer.uint32(112).bool(message.enableSessionExporter);
        if (message.sourcePolicySession != null && $Object.hasOwnProperty.call(message, "sourcePolicySession") && message.sourcePolicySession !== "")
            writer.uint32(122).string(message.sourcePolicySession);
        if (message.compatibilityVersion != null && $Object.hasOwnProperty.call(message, "compatibilityVersion") && (typeof message.compatibilityVersion === "object" ? message.compatibilityVersion.low || message.compatibilityVersion.high : message.compatibilityVersion !== 0))
            writer.uint32(128).int64(message.compatibilityVersion);
        if (message.proxyNetwork != null && $Object.hasOwnProperty.call(message, "proxyNetwork") && message.proxyNetwork !== false)
            writer.uint32(136).bool(message.proxyNetwork);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    SolveRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.SolveRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.ref = value;
                    else
                        delete message.ref;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    message.definition = $root.Definition.decode(reader, reader.size(), $undefined, _depth + 1, message.definition);
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.exporterDeprecated = value;
                    else
                        delete message.exporterDeprecated;
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    if (message.exporterAttrsDeprecated === $util.emptyObject)
                        message.exporterAttrsDeprecated = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = "";
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.stringVerify();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.exporterAttrsDeprecated, key);
                    message.exporterAttrsDeprecated[key] = value;
                    continue;
                }
            case 5: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.session = value;
                    else
                        delete message.session;
                    continue;
                }
            case 6: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.frontend = value;
                    else
                        delete message.frontend;
                    continue;
                }
            case 7: {
                    if (wireType !== 2)
                        break;
                    if (message.frontendAttrs === $util.emptyObject)
                        message.frontendAttrs = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = "";
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.stringVerify();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.frontendAttrs, key);
                    message.frontendAttrs[key] = value;
                    continue;
                }
            case 8: {
                    if (wireType !== 2)
                        break;
                    message.cache = $root.CacheOptions.decode(reader, reader.size(), $undefined, _depth + 1, message.cache);
                    continue;
                }
            case 9: {
                    if (wireType !== 2)
                        break;
                    if (!(message.entitlements && message.entitlements.length))
                        message.entitlements = [];
                    message.entitlements.push(reader.stringVerify());
                    continue;
                }
            case 10: {
                    if (wireType !== 2)
                        break;
                    if (message.frontendInputs === $util.emptyObject)
                        message.frontendInputs = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = null;
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = $root.Definition.decode(reader, reader.size(), $undefined, _depth + 1, value);
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.frontendInputs, key);
                    message.frontendInputs[key] = value || new $root.Definition();
                    continue;
                }
            case 11: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.internal = value;
                    else
                        delete message.internal;
                    continue;
                }
            case 12: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.bytes()).length)
                        message.sourcePolicy = value;
                    else
                        delete message.sourcePolicy;
                    continue;
                }
            case 13: {
                    if (wireType !== 2)
                        break;
                    if (!(message.exporters && message.exporters.length))
                        message.exporters = [];
                    message.exporters.push($root.TypeWithAttrs.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            case 14: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.enableSessionExporter = value;
                    else
                        delete message.enableSessionExporter;
                    continue;
                }
            case 15: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.sourcePolicySession = value;
                    else
                        delete message.sourcePolicySession;
                    continue;
                }
            case 16: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.compatibilityVersion = value;
                    else
                        delete message.compatibilityVersion;
                    continue;
                }
            case 17: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.proxyNetwork = value;
                    else
                        delete message.proxyNetwork;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return SolveRequest;
})();

export const CacheOptions = $root.CacheOptions = (() => {

    const CacheOptions = function (properties) {
        this.exports = [];
        this.imports = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    CacheOptions.prototype.exports = $util.emptyArray;
    CacheOptions.prototype.imports = $util.emptyArray;

    CacheOptions.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.exports != null && message.exports.length)
            for (let i = 0; i < message.exports.length; ++i)
                $root.TypeWithAttrs.encode(message.exports[i], writer.uint32(34).fork(), _depth + 1).ldelim();
        if (message.imports != null && message.imports.length)
            for (let i = 0; i < message.imports.length; ++i)
                $root.TypeWithAttrs.encode(message.imports[i], writer.uint32(42).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    CacheOptions.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.CacheOptions();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 4: {
                    if (wireType !== 2)
                        break;
                    if (!(message.exports && message.exports.length))
                        message.exports = [];
                    message.exports.push($root.TypeWithAttrs.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            case 5: {
                    if (wireType !== 2)
                        break;
                    if (!(message.imports && message.imports.length))
                        message.imports = [];
                    message.imports.push($root.TypeWithAttrs.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return CacheOptions;
})();

export const TypeWithAttrs = $root.TypeWithAttrs = (() => {

    const TypeWithAttrs = function (properties) {
        this.attrs = {};
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    TypeWithAttrs.prototype.type = "";
    TypeWithAttrs.prototype.attrs = $util.emptyObject;

    TypeWithAttrs.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
            writer.uint32(10).string(message.type);
        if (message.attrs != null && $Object.hasOwnProperty.call(message, "attrs"))
            for (let keys = $Object.keys(message.attrs), i = 0; i < keys.length; ++i)
                writer.uint32(18).fork().uint32(10).string(keys[i]).uint32(18).string(message.attrs[keys[i]]).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    TypeWithAttrs.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.TypeWithAttrs();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.type = value;
                    else
                        delete message.type;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if (message.attrs === $util.emptyObject)
                        message.attrs = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = "";
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.stringVerify();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.attrs, key);
                    message.attrs[key] = value;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return TypeWithAttrs;
})();

export const SolveResponse = $root.SolveResponse = (() => {

    const SolveResponse = function (properties) {
        this.exporterResponse = {};
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    SolveResponse.prototype.exporterResponse = $util.emptyObject;

    SolveResponse.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.exporterResponse != null && $Object.hasOwnProperty.call(message, "exporterResponse"))
            for (let keys = $Object.keys(message.exporterResponse), i = 0; i < keys.length; ++i)
                writer.uint32(10).fork().uint32(10).string(keys[i]).uint32(18).string(message.exporterResponse[keys[i]]).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    SolveResponse.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.SolveResponse();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if (message.exporterResponse === $util.emptyObject)
                        message.exporterResponse = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = "";
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.stringVerify();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.exporterResponse, key);
                    message.exporterResponse[key] = value;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return SolveResponse;
})();

export const StatusRequest = $root.StatusRequest = (() => {

    const StatusRequest = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    StatusRequest.prototype.ref = "";

    StatusRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.ref != null && $Object.hasOwnProperty.call(message, "ref") && message.ref !== "")
            writer.uint32(10).string(message.ref);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    StatusRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.StatusRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.ref = value;
                    else
                        delete message.ref;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return StatusRequest;
})();

export const StatusResponse = $root.StatusResponse = (() => {

    const StatusResponse = function (properties) {
        this.vertexes = [];
        this.statuses = [];
        this.logs = [];
        this.warnings = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    StatusResponse.prototype.vertexes = $util.emptyArray;
    StatusResponse.prototype.statuses = $util.emptyArray;
    StatusResponse.prototype.logs = $util.emptyArray;
    StatusResponse.prototype.warnings = $util.emptyArray;

    StatusResponse.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.vertexes != null && message.vertexes.length)
            for (let i = 0; i < message.vertexes.length; ++i)
                $root.Vertex.encode(message.vertexes[i], writer.uint32(10).fork(), _depth + 1).ldelim();
        if (message.statuses != null && message.statuses.length)
            for (let i = 0; i < message.statuses.length; ++i)
                $root.VertexStatus.encode(message.statuses[i], writer.uint32(18).fork(), _depth + 1).ldelim();
        if (message.logs != null && message.logs.length)
            for (let i = 0; i < message.logs.length; ++i)
                $root.VertexLog.encode(message.logs[i], writer.uint32(26).fork(), _depth + 1).ldelim();
        if (message.warnings != null && message.warnings.length)
            for (let i = 0; i < message.warnings.length; ++i)
                $root.VertexWarning.encode(message.warnings[i], writer.uint32(34).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    StatusResponse.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.StatusResponse();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if (!(message.vertexes && message.vertexes.length))
                        message.vertexes = [];
                    message.vertexes.push($root.Vertex.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if (!(message.statuses && message.statuses.length))
                        message.statuses = [];
                    message.statuses.push($root.VertexStatus.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if (!(message.logs && message.logs.length))
                        message.logs = [];
                    message.logs.push($root.VertexLog.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    if (!(message.warnings && message.warnings.length))
                        message.warnings = [];
                    message.warnings.push($root.VertexWarning.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return StatusResponse;
})();

export const Vertex = $root.Vertex = (() => {

    const Vertex = function (properties) {
        this.inputs = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    Vertex.prototype.digest = "";
    Vertex.prototype.inputs = $util.emptyArray;
    Vertex.prototype.name = "";
    Vertex.prototype.cached = false;
    Vertex.prototype.started = null;
    Vertex.prototype.completed = null;
    Vertex.prototype.error = "";
    Vertex.prototype.progressGroup = null;

    Vertex.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest !== "")
            writer.uint32(10).string(message.digest);
        if (message.inputs != null && message.inputs.length)
            for (let i = 0; i < message.inputs.length; ++i)
                writer.uint32(18).string(message.inputs[i]);
        if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
            writer.uint32(26).string(message.name);
        if (message.cached != null && $Object.hasOwnProperty.call(message, "cached") && message.cached !== false)
            writer.uint32(32).bool(message.cached);
        if (message.started != null && $Object.hasOwnProperty.call(message, "started"))
            $root.Timestamp.encode(message.started, writer.uint32(42).fork(), _depth + 1).ldelim();
        if (message.completed != null && $Object.hasOwnProperty.call(message, "completed"))
            $root.Timestamp.encode(message.completed, writer.uint32(50).fork(), _depth + 1).ldelim();
        if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== "")
            writer.uint32(58).string(message.error);
        if (message.progressGroup != null && $Object.hasOwnProperty.call(message, "progressGroup"))
            $root.ProgressGroup.encode(message.progressGroup, writer.uint32(66).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    Vertex.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.Vertex();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.digest = value;
                    else
                        delete message.digest;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if (!(message.inputs && message.inputs.length))
                        message.inputs = [];
                    message.inputs.push(reader.stringVerify());
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.name = value;
                    else
                        delete message.name;
                    continue;
                }
            case 4: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.cached = value;
                    else
                        delete message.cached;
                    continue;
                }
            case 5: {
                    if (wireType !== 2)
                        break;
                    message.started = $root.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.started);
                    continue;
                }
            case 6: {
                    if (wireType !== 2)
                        break;
                    message.completed = $root.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.completed);
                    continue;
                }
            case 7: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.error = value;
                    else
                        delete message.error;
                    continue;
                }
            case 8: {
                    if (wireType !== 2)
                        break;
                    message.progressGroup = $root.ProgressGroup.decode(reader, reader.size(), $undefined, _depth + 1, message.progressGroup);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return Vertex;
})();

export const VertexStatus = $root.VertexStatus = (() => {

    const VertexStatus = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    VertexStatus.prototype.id = "";
    VertexStatus.prototype.vertex = "";
    VertexStatus.prototype.name = "";
    VertexStatus.prototype.current = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    VertexStatus.prototype.total = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    VertexStatus.prototype.timestamp = null;
    VertexStatus.prototype.started = null;
    VertexStatus.prototype.completed = null;

    VertexStatus.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
            writer.uint32(10).string(message.id);
        if (message.vertex != null && $Object.hasOwnProperty.call(message, "vertex") && message.vertex !== "")
            writer.uint32(18).string(message.vertex);
        if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
            writer.uint32(26).string(message.name);
        if (message.current != null && $Object.hasOwnProperty.call(message, "current") && (typeof message.current === "object" ? message.current.low || message.current.high : message.current !== 0))
            writer.uint32(32).int64(message.current);
        if (message.total != null && $Object.hasOwnProperty.call(message, "total") && (typeof message.total === "object" ? message.total.low || message.total.high : message.total !== 0))
            writer.uint32(40).int64(message.total);
        if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp"))
            $root.Timestamp.encode(message.timestamp, writer.uint32(50).fork(), _depth + 1).ldelim();
        if (message.started != null && $Object.hasOwnProperty.call(message, "started"))
            $root.Timestamp.encode(message.started, writer.uint32(58).fork(), _depth + 1).ldelim();
        if (message.completed != null && $Object.hasOwnProperty.call(message, "completed"))
            $root.Timestamp.encode(message.completed, writer.uint32(66).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    VertexStatus.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.VertexStatus();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.id = value;
                    else
                        delete message.id;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.vertex = value;
                    else
                        delete message.vertex;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.name = value;
                    else
                        delete message.name;
                    continue;
                }
            case 4: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.current = value;
                    else
                        delete message.current;
                    continue;
                }
            case 5: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.total = value;
                    else
                        delete message.total;
                    continue;
                }
            case 6: {
                    if (wireType !== 2)
                        break;
                    message.timestamp = $root.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.timestamp);
                    continue;
                }
            case 7: {
                    if (wireType !== 2)
                        break;
                    message.started = $root.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.started);
                    continue;
                }
            case 8: {
                    if (wireType !== 2)
                        break;
                    message.completed = $root.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.completed);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return VertexStatus;
})();

export const VertexLog = $root.VertexLog = (() => {

    const VertexLog = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    VertexLog.prototype.vertex = "";
    VertexLog.prototype.timestamp = null;
    VertexLog.prototype.stream = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    VertexLog.prototype.msg = $util.newBuffer([]);

    VertexLog.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.vertex != null && $Object.hasOwnProperty.call(message, "vertex") && message.vertex !== "")
            writer.uint32(10).string(message.vertex);
        if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp"))
            $root.Timestamp.encode(message.timestamp, writer.uint32(18).fork(), _depth + 1).ldelim();
        if (message.stream != null && $Object.hasOwnProperty.call(message, "stream") && (typeof message.stream === "object" ? message.stream.low || message.stream.high : message.stream !== 0))
            writer.uint32(24).int64(message.stream);
        if (message.msg != null && $Object.hasOwnProperty.call(message, "msg") && message.msg.length)
            writer.uint32(34).bytes(message.msg);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    VertexLog.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.VertexLog();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.vertex = value;
                    else
                        delete message.vertex;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    message.timestamp = $root.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.timestamp);
                    continue;
                }
            case 3: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.stream = value;
                    else
                        delete message.stream;
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.bytes()).length)
                        message.msg = value;
                    else
                        delete message.msg;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return VertexLog;
})();

export const VertexWarning = $root.VertexWarning = (() => {

    const VertexWarning = function (properties) {
        this.detail = [];
        this.ranges = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    VertexWarning.prototype.vertex = "";
    VertexWarning.prototype.level = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    VertexWarning.prototype.short = $util.newBuffer([]);
    VertexWarning.prototype.detail = $util.emptyArray;
    VertexWarning.prototype.url = "";
    VertexWarning.prototype.info = null;
    VertexWarning.prototype.ranges = $util.emptyArray;

    VertexWarning.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.vertex != null && $Object.hasOwnProperty.call(message, "vertex") && message.vertex !== "")
            writer.uint32(10).string(message.vertex);
        if (message.level != null && $Object.hasOwnProperty.call(message, "level") && (typeof message.level === "object" ? message.level.low || message.level.high : message.level !== 0))
            writer.uint32(16).int64(message.level);
        if (message.short != null && $Object.hasOwnProperty.call(message, "short") && message.short.length)
            writer.uint32(26).bytes(message.short);
        if (message.detail != null && message.detail.length)
            for (let i = 0; i < message.detail.length; ++i)
                writer.uint32(34).bytes(message.detail[i]);
        if (message.url != null && $Object.hasOwnProperty.call(message, "url") && message.url !== "")
            writer.uint32(42).string(message.url);
        if (message.info != null && $Object.hasOwnProperty.call(message, "info"))
            $root.SourceInfo.encode(message.info, writer.uint32(50).fork(), _depth + 1).ldelim();
        if (message.ranges != null && message.ranges.length)
            for (let i = 0; i < message.ranges.length; ++i)
                $root.Range.encode(message.ranges[i], writer.uint32(58).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    VertexWarning.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.VertexWarning();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.vertex = value;
                    else
                        delete message.vertex;
                    continue;
                }
            case 2: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.level = value;
                    else
                        delete message.level;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.bytes()).length)
                        message.short = value;
                    else
                        delete message.short;
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    if (!(message.detail && message.detail.length))
                        message.detail = [];
                    message.detail.push(reader.bytes());
                    continue;
                }
            case 5: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.url = value;
                    else
                        delete message.url;
                    continue;
                }
            case 6: {
                    if (wireType !== 2)
                        break;
                    message.info = $root.SourceInfo.decode(reader, reader.size(), $undefined, _depth + 1, message.info);
                    continue;
                }
            case 7: {
                    if (wireType !== 2)
                        break;
                    if (!(message.ranges && message.ranges.length))
                        message.ranges = [];
                    message.ranges.push($root.Range.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return VertexWarning;
})();

export const InfoRequest = $root.InfoRequest = (() => {

    const InfoRequest = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    InfoRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    InfoRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.InfoRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            reader.skipType(tag & 7, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return InfoRequest;
})();

export const InfoResponse = $root.InfoResponse = (() => {

    const InfoResponse = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    InfoResponse.prototype.buildkitVersion = null;

    InfoResponse.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.buildkitVersion != null && $Object.hasOwnProperty.call(message, "buildkitVersion"))
            $root.BuildkitVersion.encode(message.buildkitVersion, writer.uint32(10).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    InfoResponse.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.InfoResponse();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    message.buildkitVersion = $root.BuildkitVersion.decode(reader, reader.size(), $undefined, _depth + 1, message.buildkitVersion);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return InfoResponse;
})();

export const BuildkitVersion = $root.BuildkitVersion = (() => {

    const BuildkitVersion = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    BuildkitVersion.prototype["package"] = "";
    BuildkitVersion.prototype.version = "";
    BuildkitVersion.prototype.revision = "";
    BuildkitVersion.prototype.dockerfileVersion = "";

    BuildkitVersion.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message["package"] != null && $Object.hasOwnProperty.call(message, "package") && message["package"] !== "")
            writer.uint32(10).string(message["package"]);
        if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
            writer.uint32(18).string(message.version);
        if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && message.revision !== "")
            writer.uint32(26).string(message.revision);
        if (message.dockerfileVersion != null && $Object.hasOwnProperty.call(message, "dockerfileVersion") && message.dockerfileVersion !== "")
            writer.uint32(34).string(message.dockerfileVersion);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    BuildkitVersion.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.BuildkitVersion();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message["package"] = value;
                    else
                        delete message["package"];
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.version = value;
                    else
                        delete message.version;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.revision = value;
                    else
                        delete message.revision;
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.dockerfileVersion = value;
                    else
                        delete message.dockerfileVersion;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return BuildkitVersion;
})();

export const ListWorkersRequest = $root.ListWorkersRequest = (() => {

    const ListWorkersRequest = function (properties) {
        this.filter = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    ListWorkersRequest.prototype.filter = $util.emptyArray;

    ListWorkersRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.filter != null && message.filter.length)
            for (let i = 0; i < message.filter.length; ++i)
                writer.uint32(10).string(message.filter[i]);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    ListWorkersRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.ListWorkersRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if (!(message.filter && message.filter.length))
                        message.filter = [];
                    message.filter.push(reader.stringVerify());
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return ListWorkersRequest;
})();

export const ListWorkersResponse = $root.ListWorkersResponse = (() => {

    const ListWorkersResponse = function (properties) {
        this.record = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    ListWorkersResponse.prototype.record = $util.emptyArray;

    ListWorkersResponse.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.record != null && message.record.length)
            for (let i = 0; i < message.record.length; ++i)
                $root.WorkerRecord.encode(message.record[i], writer.uint32(10).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    ListWorkersResponse.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.ListWorkersResponse();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if (!(message.record && message.record.length))
                        message.record = [];
                    message.record.push($root.WorkerRecord.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return ListWorkersResponse;
})();

export const WorkerRecord = $root.WorkerRecord = (() => {

    const WorkerRecord = function (properties) {
        this.labels = {};
        this.platforms = [];
        this.gcPolicy = [];
        this.cdiDevices = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    WorkerRecord.prototype.id = "";
    WorkerRecord.prototype.labels = $util.emptyObject;
    WorkerRecord.prototype.platforms = $util.emptyArray;
    WorkerRecord.prototype.gcPolicy = $util.emptyArray;
    WorkerRecord.prototype.cdiDevices = $util.emptyArray;

    WorkerRecord.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
            writer.uint32(10).string(message.id);
        if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
            for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                writer.uint32(18).fork().uint32(10).string(keys[i]).uint32(18).string(message.labels[keys[i]]).ldelim();
        if (message.platforms != null && message.platforms.length)
            for (let i = 0; i < message.platforms.length; ++i)
                $root.Platform.encode(message.platforms[i], writer.uint32(26).fork(), _depth + 1).ldelim();
        if (message.gcPolicy != null && message.gcPolicy.length)
            for (let i = 0; i < message.gcPolicy.length; ++i)
                $root.GCPolicy.encode(message.gcPolicy[i], writer.uint32(34).fork(), _depth + 1).ldelim();
        if (message.cdiDevices != null && message.cdiDevices.length)
            for (let i = 0; i < message.cdiDevices.length; ++i)
                $root.CDIDevice.encode(message.cdiDevices[i], writer.uint32(50).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    WorkerRecord.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.WorkerRecord();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.id = value;
                    else
                        delete message.id;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if (message.labels === $util.emptyObject)
                        message.labels = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = "";
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.stringVerify();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.labels, key);
                    message.labels[key] = value;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if (!(message.platforms && message.platforms.length))
                        message.platforms = [];
                    message.platforms.push($root.Platform.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    if (!(message.gcPolicy && message.gcPolicy.length))
                        message.gcPolicy = [];
                    message.gcPolicy.push($root.GCPolicy.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            case 6: {
                    if (wireType !== 2)
                        break;
                    if (!(message.cdiDevices && message.cdiDevices.length))
                        message.cdiDevices = [];
                    message.cdiDevices.push($root.CDIDevice.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return WorkerRecord;
})();

export const GCPolicy = $root.GCPolicy = (() => {

    const GCPolicy = function (properties) {
        this.filters = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    GCPolicy.prototype.all = false;
    GCPolicy.prototype.keepDuration = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    GCPolicy.prototype.reservedSpace = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    GCPolicy.prototype.filters = $util.emptyArray;
    GCPolicy.prototype.maxUsedSpace = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    GCPolicy.prototype.minFreeSpace = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

    GCPolicy.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.all != null && $Object.hasOwnProperty.call(message, "all") && message.all !== false)
            writer.uint32(8).bool(message.all);
        if (message.keepDuration != null && $Object.hasOwnProperty.call(message, "keepDuration") && (typeof message.keepDuration === "object" ? message.keepDuration.low || message.keepDuration.high : message.keepDuration !== 0))
            writer.uint32(16).int64(message.keepDuration);
        if (message.reservedSpace != null && $Object.hasOwnProperty.call(message, "reservedSpace") && (typeof message.reservedSpace === "object" ? message.reservedSpace.low || message.reservedSpace.high : message.reservedSpace !== 0))
            writer.uint32(24).int64(message.reservedSpace);
        if (message.filters != null && message.filters.length)
            for (let i = 0; i < message.filters.length; ++i)
                writer.uint32(34).string(message.filters[i]);
        if (message.maxUsedSpace != null && $Object.hasOwnProperty.call(message, "maxUsedSpace") && (typeof message.maxUsedSpace === "object" ? message.maxUsedSpace.low || message.maxUsedSpace.high : message.maxUsedSpace !== 0))
            writer.uint32(40).int64(message.maxUsedSpace);
        if (message.minFreeSpace != null && $Object.hasOwnProperty.call(message, "minFreeSpace") && (typeof message.minFreeSpace === "object" ? message.minFreeSpace.low || message.minFreeSpace.high : message.minFreeSpace !== 0))
            writer.uint32(48).int64(message.minFreeSpace);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    GCPolicy.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.GCPolicy();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.all = value;
                    else
                        delete message.all;
                    continue;
                }
            case 2: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.keepDuration = value;
                    else
                        delete message.keepDuration;
                    continue;
                }
            case 3: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.reservedSpace = value;
                    else
                        delete message.reservedSpace;
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    if (!(message.filters && message.filters.length))
                        message.filters = [];
                    message.filters.push(reader.stringVerify());
                    continue;
                }
            case 5: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.maxUsedSpace = value;
                    else
                        delete message.maxUsedSpace;
                    continue;
                }
            case 6: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.minFreeSpace = value;
                    else
                        delete message.minFreeSpace;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return GCPolicy;
})();

export const CDIDevice = $root.CDIDevice = (() => {

    const CDIDevice = function (properties) {
        this.annotations = {};
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    CDIDevice.prototype.name = "";
    CDIDevice.prototype.autoAllow = false;
    CDIDevice.prototype.annotations = $util.emptyObject;
    CDIDevice.prototype.onDemand = false;

    CDIDevice.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
            writer.uint32(10).string(message.name);
        if (message.autoAllow != null && $Object.hasOwnProperty.call(message, "autoAllow") && message.autoAllow !== false)
            writer.uint32(16).bool(message.autoAllow);
        if (message.annotations != null && $Object.hasOwnProperty.call(message, "annotations"))
            for (let keys = $Object.keys(message.annotations), i = 0; i < keys.length; ++i)
                writer.uint32(26).fork().uint32(10).string(keys[i]).uint32(18).string(message.annotations[keys[i]]).ldelim();
        if (message.onDemand != null && $Object.hasOwnProperty.call(message, "onDemand") && message.onDemand !== false)
            writer.uint32(32).bool(message.onDemand);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    CDIDevice.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.CDIDevice();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.name = value;
                    else
                        delete message.name;
                    continue;
                }
            case 2: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.autoAllow = value;
                    else
                        delete message.autoAllow;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if (message.annotations === $util.emptyObject)
                        message.annotations = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = "";
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.stringVerify();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.annotations, key);
                    message.annotations[key] = value;
                    continue;
                }
            case 4: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.onDemand = value;
                    else
                        delete message.onDemand;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return CDIDevice;
})();

export const DiskUsageRequest = $root.DiskUsageRequest = (() => {

    const DiskUsageRequest = function (properties) {
        this.filter = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    DiskUsageRequest.prototype.filter = $util.emptyArray;
    DiskUsageRequest.prototype.ageLimit = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

    DiskUsageRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.filter != null && message.filter.length)
            for (let i = 0; i < message.filter.length; ++i)
                writer.uint32(10).string(message.filter[i]);
        if (message.ageLimit != null && $Object.hasOwnProperty.call(message, "ageLimit") && (typeof message.ageLimit === "object" ? message.ageLimit.low || message.ageLimit.high : message.ageLimit !== 0))
            writer.uint32(16).int64(message.ageLimit);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    DiskUsageRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.DiskUsageRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if (!(message.filter && message.filter.length))
                        message.filter = [];
                    message.filter.push(reader.stringVerify());
                    continue;
                }
            case 2: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.ageLimit = value;
                    else
                        delete message.ageLimit;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return DiskUsageRequest;
})();

export const DiskUsageResponse = $root.DiskUsageResponse = (() => {

    const DiskUsageResponse = function (properties) {
        this.record = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    DiskUsageResponse.prototype.record = $util.emptyArray;

    DiskUsageResponse.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.record != null && message.record.length)
            for (let i = 0; i < message.record.length; ++i)
                $root.UsageRecord.encode(message.record[i], writer.uint32(10).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    DiskUsageResponse.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.DiskUsageResponse();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if (!(message.record && message.record.length))
                        message.record = [];
                    message.record.push($root.UsageRecord.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return DiskUsageResponse;
})();

export const UsageRecord = $root.UsageRecord = (() => {

    const UsageRecord = function (properties) {
        this.parents = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    UsageRecord.prototype.id = "";
    UsageRecord.prototype.mutable = false;
    UsageRecord.prototype.inUse = false;
    UsageRecord.prototype.size = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    UsageRecord.prototype.parent = "";
    UsageRecord.prototype.createdAt = null;
    UsageRecord.prototype.lastUsedAt = null;
    UsageRecord.prototype.usageCount = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    UsageRecord.prototype.description = "";
    UsageRecord.prototype.recordType = "";
    UsageRecord.prototype.shared = false;
    UsageRecord.prototype.parents = $util.emptyArray;

    UsageRecord.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
            writer.uint32(10).string(message.id);
        if (message.mutable != null && $Object.hasOwnProperty.call(message, "mutable") && message.mutable !== false)
            writer.uint32(16).bool(message.mutable);
        if (message.inUse != null && $Object.hasOwnProperty.call(message, "inUse") && message.inUse !== false)
            writer.uint32(24).bool(message.inUse);
        if (message.size != null && $Object.hasOwnProperty.call(message, "size") && (typeof message.size === "object" ? message.size.low || message.size.high : message.size !== 0))
            writer.uint32(32).int64(message.size);
        if (message.parent != null && $Object.hasOwnProperty.call(message, "parent") && message.parent !== "")
            writer.uint32(42).string(message.parent);
        if (message.createdAt != null && $Object.hasOwnProperty.call(message, "createdAt"))
            $root.Timestamp.encode(message.createdAt, writer.uint32(50).fork(), _depth + 1).ldelim();
        if (message.lastUsedAt != null && $Object.hasOwnProperty.call(message, "lastUsedAt"))
            $root.Timestamp.encode(message.lastUsedAt, writer.uint32(58).fork(), _depth + 1).ldelim();
        if (message.usageCount != null && $Object.hasOwnProperty.call(message, "usageCount") && (typeof message.usageCount === "object" ? message.usageCount.low || message.usageCount.high : message.usageCount !== 0))
            writer.uint32(64).int64(message.usageCount);
        if (message.description != null && $Object.hasOwnProperty.call(message, "description") && message.description !== "")
            writer.uint32(74).string(message.description);
        if (message.recordType != null && $Object.hasOwnProperty.call(message, "recordType") && message.recordType !== "")
            writer.uint32(82).string(message.recordType);
        if (message.shared != null && $Object.hasOwnProperty.call(message, "shared") && message.shared !== false)
            writer.uint32(88).bool(message.shared);
        if (message.parents != null && message.parents.length)
            for (let i = 0; i < message.parents.length; ++i)
                writer.uint32(98).string(message.parents[i]);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    UsageRecord.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.UsageRecord();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.id = value;
                    else
                        delete message.id;
                    continue;
                }
            case 2: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.mutable = value;
                    else
                        delete message.mutable;
                    continue;
                }
            case 3: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.inUse = value;
                    else
                        delete message.inUse;
                    continue;
                }
            case 4: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.size = value;
                    else
                        delete message.size;
                    continue;
                }
            case 5: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.parent = value;
                    else
                        delete message.parent;
                    continue;
                }
            case 6: {
                    if (wireType !== 2)
                        break;
                    message.createdAt = $root.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.createdAt);
                    continue;
                }
            case 7: {
                    if (wireType !== 2)
                        break;
                    message.lastUsedAt = $root.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.lastUsedAt);
                    continue;
                }
            case 8: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.usageCount = value;
                    else
                        delete message.usageCount;
                    continue;
                }
            case 9: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.description = value;
                    else
                        delete message.description;
                    continue;
                }
            case 10: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.recordType = value;
                    else
                        delete message.recordType;
                    continue;
                }
            case 11: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.shared = value;
                    else
                        delete message.shared;
                    continue;
                }
            case 12: {
                    if (wireType !== 2)
                        break;
                    if (!(message.parents && message.parents.length))
                        message.parents = [];
                    message.parents.push(reader.stringVerify());
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return UsageRecord;
})();

export const PruneRequest = $root.PruneRequest = (() => {

    const PruneRequest = function (properties) {
        this.filter = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    PruneRequest.prototype.filter = $util.emptyArray;
    PruneRequest.prototype.all = false;
    PruneRequest.prototype.keepDuration = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    PruneRequest.prototype.reservedSpace = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    PruneRequest.prototype.maxUsedSpace = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    PruneRequest.prototype.minFreeSpace = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

    PruneRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.filter != null && message.filter.length)
            for (let i = 0; i < message.filter.length; ++i)
                writer.uint32(10).string(message.filter[i]);
        if (message.all != null && $Object.hasOwnProperty.call(message, "all") && message.all !== false)
            writer.uint32(16).bool(message.all);
        if (message.keepDuration != null && $Object.hasOwnProperty.call(message, "keepDuration") && (typeof message.keepDuration === "object" ? message.keepDuration.low || message.keepDuration.high : message.keepDuration !== 0))
            writer.uint32(24).int64(message.keepDuration);
        if (message.reservedSpace != null && $Object.hasOwnProperty.call(message, "reservedSpace") && (typeof message.reservedSpace === "object" ? message.reservedSpace.low || message.reservedSpace.high : message.reservedSpace !== 0))
            writer.uint32(32).int64(message.reservedSpace);
        if (message.maxUsedSpace != null && $Object.hasOwnProperty.call(message, "maxUsedSpace") && (typeof message.maxUsedSpace === "object" ? message.maxUsedSpace.low || message.maxUsedSpace.high : message.maxUsedSpace !== 0))
            writer.uint32(40).int64(message.maxUsedSpace);
        if (message.minFreeSpace != null && $Object.hasOwnProperty.call(message, "minFreeSpace") && (typeof message.minFreeSpace === "object" ? message.minFreeSpace.low || message.minFreeSpace.high : message.minFreeSpace !== 0))
            writer.uint32(48).int64(message.minFreeSpace);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    PruneRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.PruneRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if (!(message.filter && message.filter.length))
                        message.filter = [];
                    message.filter.push(reader.stringVerify());
                    continue;
                }
            case 2: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.all = value;
                    else
                        delete message.all;
                    continue;
                }
            case 3: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.keepDuration = value;
                    else
                        delete message.keepDuration;
                    continue;
                }
            case 4: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.reservedSpace = value;
                    else
                        delete message.reservedSpace;
                    continue;
                }
            case 5: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.maxUsedSpace = value;
                    else
                        delete message.maxUsedSpace;
                    continue;
                }
            case 6: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.minFreeSpace = value;
                    else
                        delete message.minFreeSpace;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return PruneRequest;
})();

export const BuildHistoryRequest = $root.BuildHistoryRequest = (() => {

    const BuildHistoryRequest = function (properties) {
        this.filter = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    BuildHistoryRequest.prototype.activeOnly = false;
    BuildHistoryRequest.prototype.ref = "";
    BuildHistoryRequest.prototype.earlyExit = false;
    BuildHistoryRequest.prototype.filter = $util.emptyArray;
    BuildHistoryRequest.prototype.limit = 0;

    BuildHistoryRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.activeOnly != null && $Object.hasOwnProperty.call(message, "activeOnly") && message.activeOnly !== false)
            writer.uint32(8).bool(message.activeOnly);
        if (message.ref != null && $Object.hasOwnProperty.call(message, "ref") && message.ref !== "")
            writer.uint32(18).string(message.ref);
        if (message.earlyExit != null && $Object.hasOwnProperty.call(message, "earlyExit") && message.earlyExit !== false)
            writer.uint32(24).bool(message.earlyExit);
        if (message.filter != null && message.filter.length)
            for (let i = 0; i < message.filter.length; ++i)
                writer.uint32(34).string(message.filter[i]);
        if (message.limit != null && $Object.hasOwnProperty.call(message, "limit") && message.limit !== 0)
            writer.uint32(40).int32(message.limit);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    BuildHistoryRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.BuildHistoryRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.activeOnly = value;
                    else
                        delete message.activeOnly;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.ref = value;
                    else
                        delete message.ref;
                    continue;
                }
            case 3: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.earlyExit = value;
                    else
                        delete message.earlyExit;
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    if (!(message.filter && message.filter.length))
                        message.filter = [];
                    message.filter.push(reader.stringVerify());
                    continue;
                }
            case 5: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.int32())
                        message.limit = value;
                    else
                        delete message.limit;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return BuildHistoryRequest;
})();

export const BuildHistoryEvent = $root.BuildHistoryEvent = (() => {

    const BuildHistoryEvent = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    BuildHistoryEvent.prototype.type = 0;
    BuildHistoryEvent.prototype.record = null;

    BuildHistoryEvent.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
            writer.uint32(8).int32(message.type);
        if (message.record != null && $Object.hasOwnProperty.call(message, "record"))
            $root.BuildHistoryRecord.encode(message.record, writer.uint32(18).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    BuildHistoryEvent.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.BuildHistoryEvent();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.int32())
                        message.type = value;
                    else
                        delete message.type;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    message.record = $root.BuildHistoryRecord.decode(reader, reader.size(), $undefined, _depth + 1, message.record);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return BuildHistoryEvent;
})();

export const BuildHistoryRecord = $root.BuildHistoryRecord = (() => {

    const BuildHistoryRecord = function (properties) {
        this.frontendAttrs = {};
        this.exporters = [];
        this.exporterResponse = {};
        this.results = {};
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    BuildHistoryRecord.prototype.ref = "";
    BuildHistoryRecord.prototype.frontend = "";
    BuildHistoryRecord.prototype.frontendAttrs = $util.emptyObject;
    BuildHistoryRecord.prototype.exporters = $util.emptyArray;
    BuildHistoryRecord.prototype.error = null;
    BuildHistoryRecord.prototype.createdAt = null;
    BuildHistoryRecord.prototype.completedAt = null;
    BuildHistoryRecord.prototype.logs = null;
    BuildHistoryRecord.prototype.exporterResponse = $util.emptyObject;
    BuildHistoryRecord.prototype.result = null;
    BuildHistoryRecord.prototype.results = $util.emptyObject;
    BuildHistoryRecord.prototype.generation = 0;
    BuildHistoryRecord.prototype.trace = null;
    BuildHistoryRecord.prototype.pinned = false;
    BuildHistoryRecord.prototype.numCachedSteps = 0;
    BuildHistoryRecord.prototype.numTotalSteps = 0;
    BuildHistoryRecord.prototype.numCompletedSteps = 0;
    BuildHistoryRecord.prototype.externalError = null;
    BuildHistoryRecord.prototype.numWarnings = 0;

    BuildHistoryRecord.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.ref != null && $Object.hasOwnProperty.call(message, "ref") && message.ref !== "")
            writer.uint32(10).string(message.ref);
        if (message.frontend != null && $Object.hasOwnProperty.call(message, "frontend") && message.frontend !== "")
            writer.uint32(18).string(message.frontend);
        if (message.frontendAttrs != null && $Object.hasOwnProperty.call(message, "frontendAttrs"))
            for (let keys = $Object.keys(message.frontendAttrs), i = 0; i < keys.length; ++i)
                writer.uint32(26).fork().uint32(10).string(keys[i]).uint32(18).string(message.frontendAttrs[keys[i]]).ldelim();
        if (message.exporters != null && message.exporters.length)
            for (let i = 0; i < message.exporters.length; ++i)
                $root.TypeWithAttrs.encode(message.exporters[i], writer.uint32(34).fork(), _depth + 1).ldelim();
        if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
            $root.RpcStatus.encode(message.error, writer.uint32(42).fork(), _depth + 1).ldelim();
        if (message.createdAt != null && $Object.hasOwnProperty.call(message, "createdAt"))
            $root.Timestamp.encode(message.createdAt, writer.uint32(50).fork(), _depth + 1).ldelim();
        if (message.completedAt != null && $Object.hasOwnProperty.call(message, "completedAt"))
            $root.Timestamp.encode(message.completedAt, writer.uint32(58).fork(), _depth + 1).ldelim();
        if (message.logs != null && $Object.hasOwnProperty.call(message, "logs"))
            $root.Descriptor.encode(message.logs, writer.uint32(66).fork(), _depth + 1).ldelim();
        if (message.exporterResponse != null && $Object.hasOwnProperty.call(message, "exporterResponse"))
            for (let keys = $Object.keys(message.exporterResponse), i = 0; i < keys.length; ++i)
                writer.uint32(74).fork().uint32(10).string(keys[i]).uint32(18).string(message.exporterResponse[keys[i]]).ldelim();
        if (message.result != null && $Object.hasOwnProperty.call(message, "result"))
            $root.BuildResultInfo.encode(message.result, writer.uint32(82).fork(), _depth + 1).ldelim();
        if (message.results != null && $Object.hasOwnProperty.call(message, "results"))
            for (let keys = $Object.keys(message.results), i = 0; i < keys.length; ++i) {
                writer.uint32(90).fork().uint32(10).string(keys[i]);
                $root.BuildResultInfo.encode(message.results[keys[i]], writer.uint32(18).fork(), _depth + 1).ldelim().ldelim();
            }
        if (message.generation != null && $Object.hasOwnProperty.call(message, "generation") && message.generation !== 0)
            writer.uint32(96).int32(message.generation);
        if (message.trace != null && $Object.hasOwnProperty.call(message, "trace"))
            $root.Descriptor.encode(message.trace, writer.uint32(106).fork(), _depth + 1).ldelim();
        if (message.pinned != null && $Object.hasOwnProperty.call(message, "pinned") && message.pinned !== false)
            writer.uint32(112).bool(message.pinned);
        if (message.numCachedSteps != null && $Object.hasOwnProperty.call(message, "numCachedSteps") && message.numCachedSteps !== 0)
            writer.uint32(120).int32(message.numCachedSteps);
        if (message.numTotalSteps != null && $Object.hasOwnProperty.call(message, "numTotalSteps") && message.numTotalSteps !== 0)
            writer.uint32(128).int32(message.numTotalSteps);
        if (message.numCompletedSteps != null && $Object.hasOwnProperty.call(message, "numCompletedSteps") && message.numCompletedSteps !== 0)
            writer.uint32(136).int32(message.numCompletedSteps);
        if (message.externalError != null && $Object.hasOwnProperty.call(message, "externalError"))
            $root.Descriptor.encode(message.externalError, writer.uint32(146).fork(), _depth + 1).ldelim();
        if (message.numWarnings != null && $Object.hasOwnProperty.call(message, "numWarnings") && message.numWarnings !== 0)
            writer.uint32(152).int32(message.numWarnings);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    BuildHistoryRecord.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.BuildHistoryRecord();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.ref = value;
                    else
                        delete message.ref;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.frontend = value;
                    else
                        delete message.frontend;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if (message.frontendAttrs === $util.emptyObject)
                        message.frontendAttrs = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = "";
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.stringVerify();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.frontendAttrs, key);
                    message.frontendAttrs[key] = value;
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    if (!(message.exporters && message.exporters.length))
                        message.exporters = [];
                    message.exporters.push($root.TypeWithAttrs.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            case 5: {
                    if (wireType !== 2)
                        break;
                    message.error = $root.RpcStatus.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                    continue;
                }
            case 6: {
                    if (wireType !== 2)
                        break;
                    message.createdAt = $root.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.createdAt);
                    continue;
                }
            case 7: {
                    if (wireType !== 2)
                        break;
                    message.completedAt = $root.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.completedAt);
                    continue;
                }
            case 8: {
                    if (wireType !== 2)
                        break;
                    message.logs = $root.Descriptor.decode(reader, reader.size(), $undefined, _depth + 1, message.logs);
                    continue;
                }
            case 9: {
                    if (wireType !== 2)
                        break;
                    if (message.exporterResponse === $util.emptyObject)
                        message.exporterResponse = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = "";
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.stringVerify();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.exporterResponse, key);
                    message.exporterResponse[key] = value;
                    continue;
                }
            case 10: {
                    if (wireType !== 2)
                        break;
                    message.result = $root.BuildResultInfo.decode(reader, reader.size(), $undefined, _depth + 1, message.result);
                    continue;
                }
            case 11: {
                    if (wireType !== 2)
                        break;
                    if (message.results === $util.emptyObject)
                        message.results = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = null;
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = $root.BuildResultInfo.decode(reader, reader.size(), $undefined, _depth + 1, value);
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.results, key);
                    message.results[key] = value || new $root.BuildResultInfo();
                    continue;
                }
            case 12: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.int32())
                        message.generation = value;
                    else
                        delete message.generation;
                    continue;
                }
            case 13: {
                    if (wireType !== 2)
                        break;
                    message.trace = $root.Descriptor.decode(reader, reader.size(), $undefined, _depth + 1, message.trace);
                    continue;
                }
            case 14: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.pinned = value;
                    else
                        delete message.pinned;
                    continue;
                }
            case 15: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.int32())
                        message.numCachedSteps = value;
                    else
                        delete message.numCachedSteps;
                    continue;
                }
            case 16: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.int32())
                        message.numTotalSteps = value;
                    else
                        delete message.numTotalSteps;
                    continue;
                }
            case 17: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.int32())
                        message.numCompletedSteps = value;
                    else
                        delete message.numCompletedSteps;
                    continue;
                }
            case 18: {
                    if (wireType !== 2)
                        break;
                    message.externalError = $root.Descriptor.decode(reader, reader.size(), $undefined, _depth + 1, message.externalError);
                    continue;
                }
            case 19: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.int32())
                        message.numWarnings = value;
                    else
                        delete message.numWarnings;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return BuildHistoryRecord;
})();

export const Descriptor = $root.Descriptor = (() => {

    const Descriptor = function (properties) {
        this.annotations = {};
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    Descriptor.prototype.mediaType = "";
    Descriptor.prototype.digest = "";
    Descriptor.prototype.size = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    Descriptor.prototype.annotations = $util.emptyObject;

    Descriptor.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.mediaType != null && $Object.hasOwnProperty.call(message, "mediaType") && message.mediaType !== "")
            writer.uint32(10).string(message.mediaType);
        if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest !== "")
            writer.uint32(18).string(message.digest);
        if (message.size != null && $Object.hasOwnProperty.call(message, "size") && (typeof message.size === "object" ? message.size.low || message.size.high : message.size !== 0))
            writer.uint32(24).int64(message.size);
        if (message.annotations != null && $Object.hasOwnProperty.call(message, "annotations"))
            for (let keys = $Object.keys(message.annotations), i = 0; i < keys.length; ++i)
                writer.uint32(42).fork().uint32(10).string(keys[i]).uint32(18).string(message.annotations[keys[i]]).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    Descriptor.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.Descriptor();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.mediaType = value;
                    else
                        delete message.mediaType;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.digest = value;
                    else
                        delete message.digest;
                    continue;
                }
            case 3: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.size = value;
                    else
                        delete message.size;
                    continue;
                }
            case 5: {
                    if (wireType !== 2)
                        break;
                    if (message.annotations === $util.emptyObject)
                        message.annotations = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = "";
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.stringVerify();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.annotations, key);
                    message.annotations[key] = value;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return Descriptor;
})();

export const BuildResultInfo = $root.BuildResultInfo = (() => {

    const BuildResultInfo = function (properties) {
        this.attestations = [];
        this.results = {};
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    BuildResultInfo.prototype.resultDeprecated = null;
    BuildResultInfo.prototype.attestations = $util.emptyArray;
    BuildResultInfo.prototype.results = $util.emptyObject;

    BuildResultInfo.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.resultDeprecated != null && $Object.hasOwnProperty.call(message, "resultDeprecated"))
            $root.Descriptor.encode(message.resultDeprecated, writer.uint32(10).fork(), _depth + 1).ldelim();
        if (message.attestations != null && message.attestations.length)
            for (let i = 0; i < message.attestations.length; ++i)
                $root.Descriptor.encode(message.attestations[i], writer.uint32(18).fork(), _depth + 1).ldelim();
        if (message.results != null && $Object.hasOwnProperty.call(message, "results"))
            for (let keys = $Object.keys(message.results), i = 0; i < keys.length; ++i) {
                writer.uint32(26).fork().uint32(8).int64($util.longFromKey(keys[i], false));
                $root.Descriptor.encode(message.results[keys[i]], writer.uint32(18).fork(), _depth + 1).ldelim().ldelim();
            }
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    BuildResultInfo.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.BuildResultInfo();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    message.resultDeprecated = $root.Descriptor.decode(reader, reader.size(), $undefined, _depth + 1, message.resultDeprecated);
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if (!(message.attestations && message.attestations.length))
                        message.attestations = [];
                    message.attestations.push($root.Descriptor.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if (message.results === $util.emptyObject)
                        message.results = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = 0;
                    value = null;
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 0)
                                break;
                            key = reader.int64();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = $root.Descriptor.decode(reader, reader.size(), $undefined, _depth + 1, value);
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    message.results[typeof key === "object" ? $util.longToHash(key) : key] = value || new $root.Descriptor();
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return BuildResultInfo;
})();

export const BytesMessage = $root.BytesMessage = (() => {

    const BytesMessage = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    BytesMessage.prototype.data = $util.newBuffer([]);

    BytesMessage.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
            writer.uint32(10).bytes(message.data);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    BytesMessage.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.BytesMessage();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.bytes()).length)
                        message.data = value;
                    else
                        delete message.data;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return BytesMessage;
})();

export const Timestamp = $root.Timestamp = (() => {

    const Timestamp = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    Timestamp.prototype.seconds = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    Timestamp.prototype.nanos = 0;

    Timestamp.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.seconds != null && $Object.hasOwnProperty.call(message, "seconds") && (typeof message.seconds === "object" ? message.seconds.low || message.seconds.high : message.seconds !== 0))
            writer.uint32(8).int64(message.seconds);
        if (message.nanos != null && $Object.hasOwnProperty.call(message, "nanos") && message.nanos !== 0)
            writer.uint32(16).int32(message.nanos);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    Timestamp.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.Timestamp();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.seconds = value;
                    else
                        delete message.seconds;
                    continue;
                }
            case 2: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.int32())
                        message.nanos = value;
                    else
                        delete message.nanos;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return Timestamp;
})();

export const Any = $root.Any = (() => {

    const Any = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    Any.prototype.typeUrl = "";
    Any.prototype.value = $util.newBuffer([]);

    Any.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.typeUrl != null && $Object.hasOwnProperty.call(message, "typeUrl") && message.typeUrl !== "")
            writer.uint32(10).string(message.typeUrl);
        if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value.length)
            writer.uint32(18).bytes(message.value);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    Any.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.Any();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.typeUrl = value;
                    else
                        delete message.typeUrl;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.bytes()).length)
                        message.value = value;
                    else
                        delete message.value;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return Any;
})();

export const RpcStatus = $root.RpcStatus = (() => {

    const RpcStatus = function (properties) {
        this.details = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    RpcStatus.prototype.code = 0;
    RpcStatus.prototype.message = "";
    RpcStatus.prototype.details = $util.emptyArray;

    RpcStatus.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
            writer.uint32(8).int32(message.code);
        if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
            writer.uint32(18).string(message.message);
        if (message.details != null && message.details.length)
            for (let i = 0; i < message.details.length; ++i)
                $root.Any.encode(message.details[i], writer.uint32(26).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    RpcStatus.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.RpcStatus();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.int32())
                        message.code = value;
                    else
                        delete message.code;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.message = value;
                    else
                        delete message.message;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if (!(message.details && message.details.length))
                        message.details = [];
                    message.details.push($root.Any.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return RpcStatus;
})();

export const Definition = $root.Definition = (() => {

    const Definition = function (properties) {
        this.def = [];
        this.metadata = {};
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    Definition.prototype.def = $util.emptyArray;
    Definition.prototype.metadata = $util.emptyObject;
    Definition.prototype.source = $util.newBuffer([]);

    Definition.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.def != null && message.def.length)
            for (let i = 0; i < message.def.length; ++i)
                writer.uint32(10).bytes(message.def[i]);
        if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
            for (let keys = $Object.keys(message.metadata), i = 0; i < keys.length; ++i)
                writer.uint32(18).fork().uint32(10).string(keys[i]).uint32(18).bytes(message.metadata[keys[i]]).ldelim();
        if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source.length)
            writer.uint32(26).bytes(message.source);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    Definition.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.Definition();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if (!(message.def && message.def.length))
                        message.def = [];
                    message.def.push(reader.bytes());
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if (message.metadata === $util.emptyObject)
                        message.metadata = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = [];
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.bytes();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.metadata, key);
                    message.metadata[key] = value;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.bytes()).length)
                        message.source = value;
                    else
                        delete message.source;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return Definition;
})();

export const Op = $root.Op = (() => {

    const Op = function (properties) {
        this.inputs = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    Op.prototype.inputs = $util.emptyArray;
    Op.prototype.source = null;
    Op.prototype.file = null;
    Op.prototype.platform = null;
    Op.prototype.constraints = null;

    Op.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.inputs != null && message.inputs.length)
            for (let i = 0; i < message.inputs.length; ++i)
                $root.OpInput.encode(message.inputs[i], writer.uint32(10).fork(), _depth + 1).ldelim();
        if (message.source != null && $Object.hasOwnProperty.call(message, "source"))
            $root.SourceOp.encode(message.source, writer.uint32(26).fork(), _depth + 1).ldelim();
        if (message.file != null && $Object.hasOwnProperty.call(message, "file"))
            $root.FileOp.encode(message.file, writer.uint32(34).fork(), _depth + 1).ldelim();
        if (message.platform != null && $Object.hasOwnProperty.call(message, "platform"))
            $root.Platform.encode(message.platform, writer.uint32(82).fork(), _depth + 1).ldelim();
        if (message.constraints != null && $Object.hasOwnProperty.call(message, "constraints"))
            $root.WorkerConstraints.encode(message.constraints, writer.uint32(90).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    Op.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.Op();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if (!(message.inputs && message.inputs.length))
                        message.inputs = [];
                    message.inputs.push($root.OpInput.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    message.source = $root.SourceOp.decode(reader, reader.size(), $undefined, _depth + 1, message.source);
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    message.file = $root.FileOp.decode(reader, reader.size(), $undefined, _depth + 1, message.file);
                    continue;
                }
            case 10: {
                    if (wireType !== 2)
                        break;
                    message.platform = $root.Platform.decode(reader, reader.size(), $undefined, _depth + 1, message.platform);
                    continue;
                }
            case 11: {
                    if (wireType !== 2)
                        break;
                    message.constraints = $root.WorkerConstraints.decode(reader, reader.size(), $undefined, _depth + 1, message.constraints);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return Op;
})();

export const OpInput = $root.OpInput = (() => {

    const OpInput = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    OpInput.prototype.digest = "";
    OpInput.prototype.index = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

    OpInput.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest !== "")
            writer.uint32(10).string(message.digest);
        if (message.index != null && $Object.hasOwnProperty.call(message, "index") && (typeof message.index === "object" ? message.index.low || message.index.high : message.index !== 0))
            writer.uint32(16).int64(message.index);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    OpInput.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.OpInput();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.digest = value;
                    else
                        delete message.digest;
                    continue;
                }
            case 2: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.index = value;
                    else
                        delete message.index;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return OpInput;
})();

export const SourceOp = $root.SourceOp = (() => {

    const SourceOp = function (properties) {
        this.attrs = {};
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    SourceOp.prototype.identifier = "";
    SourceOp.prototype.attrs = $util.emptyObject;

    SourceOp.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.identifier != null && $Object.hasOwnProperty.call(message, "identifier") && message.identifier !== "")
            writer.uint32(10).string(message.identifier);
        if (message.attrs != null && $Object.hasOwnProperty.call(message, "attrs"))
            for (let keys = $Object.keys(message.attrs), i = 0; i < keys.length; ++i)
                writer.uint32(18).fork().uint32(10).string(keys[i]).uint32(18).string(message.attrs[keys[i]]).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    SourceOp.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.SourceOp();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.identifier = value;
                    else
                        delete message.identifier;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if (message.attrs === $util.emptyObject)
                        message.attrs = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = "";
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.stringVerify();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.attrs, key);
                    message.attrs[key] = value;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return SourceOp;
})();

export const FileOp = $root.FileOp = (() => {

    const FileOp = function (properties) {
        this.actions = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    FileOp.prototype.actions = $util.emptyArray;

    FileOp.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.actions != null && message.actions.length)
            for (let i = 0; i < message.actions.length; ++i)
                $root.FileAction.encode(message.actions[i], writer.uint32(18).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    FileOp.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.FileOp();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 2: {
                    if (wireType !== 2)
                        break;
                    if (!(message.actions && message.actions.length))
                        message.actions = [];
                    message.actions.push($root.FileAction.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return FileOp;
})();

export const FileAction = $root.FileAction = (() => {

    const FileAction = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    FileAction.prototype.input = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    FileAction.prototype.secondaryInput = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    FileAction.prototype.output = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    FileAction.prototype.copy = null;

    FileAction.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.input != null && $Object.hasOwnProperty.call(message, "input") && (typeof message.input === "object" ? message.input.low || message.input.high : message.input !== 0))
            writer.uint32(8).int64(message.input);
        if (message.secondaryInput != null && $Object.hasOwnProperty.call(message, "secondaryInput") && (typeof message.secondaryInput === "object" ? message.secondaryInput.low || message.secondaryInput.high : message.secondaryInput !== 0))
            writer.uint32(16).int64(message.secondaryInput);
        if (message.output != null && $Object.hasOwnProperty.call(message, "output") && (typeof message.output === "object" ? message.output.low || message.output.high : message.output !== 0))
            writer.uint32(24).int64(message.output);
        if (message.copy != null && $Object.hasOwnProperty.call(message, "copy"))
            $root.FileActionCopy.encode(message.copy, writer.uint32(34).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    FileAction.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.FileAction();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.input = value;
                    else
                        delete message.input;
                    continue;
                }
            case 2: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.secondaryInput = value;
                    else
                        delete message.secondaryInput;
                    continue;
                }
            case 3: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.output = value;
                    else
                        delete message.output;
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    message.copy = $root.FileActionCopy.decode(reader, reader.size(), $undefined, _depth + 1, message.copy);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return FileAction;
})();

export const FileActionCopy = $root.FileActionCopy = (() => {

    const FileActionCopy = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    FileActionCopy.prototype.src = "";
    FileActionCopy.prototype.dest = "";
    FileActionCopy.prototype.mode = 0;
    FileActionCopy.prototype.dirCopyContents = false;
    FileActionCopy.prototype.attemptUnpackDockerCompatibility = false;
    FileActionCopy.prototype.timestamp = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

    FileActionCopy.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.src != null && $Object.hasOwnProperty.call(message, "src") && message.src !== "")
            writer.uint32(10).string(message.src);
        if (message.dest != null && $Object.hasOwnProperty.call(message, "dest") && message.dest !== "")
            writer.uint32(18).string(message.dest);
        if (message.mode != null && $Object.hasOwnProperty.call(message, "mode") && message.mode !== 0)
            writer.uint32(32).int32(message.mode);
        if (message.dirCopyContents != null && $Object.hasOwnProperty.call(message, "dirCopyContents") && message.dirCopyContents !== false)
            writer.uint32(48).bool(message.dirCopyContents);
        if (message.attemptUnpackDockerCompatibility != null && $Object.hasOwnProperty.call(message, "attemptUnpackDockerCompatibility") && message.attemptUnpackDockerCompatibility !== false)
            writer.uint32(56).bool(message.attemptUnpackDockerCompatibility);
        if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp") && (typeof message.timestamp === "object" ? message.timestamp.low || message.timestamp.high : message.timestamp !== 0))
            writer.uint32(88).int64(message.timestamp);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    FileActionCopy.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.FileActionCopy();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.src = value;
                    else
                        delete message.src;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.dest = value;
                    else
                        delete message.dest;
                    continue;
                }
            case 4: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.int32())
                        message.mode = value;
                    else
                        delete message.mode;
                    continue;
                }
            case 6: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.dirCopyContents = value;
                    else
                        delete message.dirCopyContents;
                    continue;
                }
            case 7: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.attemptUnpackDockerCompatibility = value;
                    else
                        delete message.attemptUnpackDockerCompatibility;
                    continue;
                }
            case 11: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.timestamp = value;
                    else
                        delete message.timestamp;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return FileActionCopy;
})();

export const WorkerConstraints = $root.WorkerConstraints = (() => {

    const WorkerConstraints = function (properties) {
        this.filter = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    WorkerConstraints.prototype.filter = $util.emptyArray;

    WorkerConstraints.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.filter != null && message.filter.length)
            for (let i = 0; i < message.filter.length; ++i)
                writer.uint32(10).string(message.filter[i]);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    WorkerConstraints.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.WorkerConstraints();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if (!(message.filter && message.filter.length))
                        message.filter = [];
                    message.filter.push(reader.stringVerify());
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return WorkerConstraints;
})();

export const OpMetadata = $root.OpMetadata = (() => {

    const OpMetadata = function (properties) {
        this.description = {};
        this.caps = {};
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    OpMetadata.prototype.ignoreCache = false;
    OpMetadata.prototype.description = $util.emptyObject;
    OpMetadata.prototype.caps = $util.emptyObject;
    OpMetadata.prototype.progressGroup = null;

    OpMetadata.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.ignoreCache != null && $Object.hasOwnProperty.call(message, "ignoreCache") && message.ignoreCache !== false)
            writer.uint32(8).bool(message.ignoreCache);
        if (message.description != null && $Object.hasOwnProperty.call(message, "description"))
            for (let keys = $Object.keys(message.description), i = 0; i < keys.length; ++i)
                writer.uint32(18).fork().uint32(10).string(keys[i]).uint32(18).string(message.description[keys[i]]).ldelim();
        if (message.caps != null && $Object.hasOwnProperty.call(message, "caps"))
            for (let keys = $Object.keys(message.caps), i = 0; i < keys.length; ++i)
                writer.uint32(42).fork().uint32(10).string(keys[i]).uint32(16).bool(message.caps[keys[i]]).ldelim();
        if (message.progressGroup != null && $Object.hasOwnProperty.call(message, "progressGroup"))
            $root.ProgressGroup.encode(message.progressGroup, writer.uint32(50).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    OpMetadata.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.OpMetadata();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.ignoreCache = value;
                    else
                        delete message.ignoreCache;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if (message.description === $util.emptyObject)
                        message.description = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = "";
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.stringVerify();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.description, key);
                    message.description[key] = value;
                    continue;
                }
            case 5: {
                    if (wireType !== 2)
                        break;
                    if (message.caps === $util.emptyObject)
                        message.caps = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = false;
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 0)
                                break;
                            value = reader.bool();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.caps, key);
                    message.caps[key] = value;
                    continue;
                }
            case 6: {
                    if (wireType !== 2)
                        break;
                    message.progressGroup = $root.ProgressGroup.decode(reader, reader.size(), $undefined, _depth + 1, message.progressGroup);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return OpMetadata;
})();

export const ProgressGroup = $root.ProgressGroup = (() => {

    const ProgressGroup = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    ProgressGroup.prototype.id = "";
    ProgressGroup.prototype.name = "";
    ProgressGroup.prototype.weak = false;

    ProgressGroup.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
            writer.uint32(10).string(message.id);
        if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
            writer.uint32(18).string(message.name);
        if (message.weak != null && $Object.hasOwnProperty.call(message, "weak") && message.weak !== false)
            writer.uint32(24).bool(message.weak);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    ProgressGroup.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.ProgressGroup();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.id = value;
                    else
                        delete message.id;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.name = value;
                    else
                        delete message.name;
                    continue;
                }
            case 3: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.weak = value;
                    else
                        delete message.weak;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return ProgressGroup;
})();

export const Platform = $root.Platform = (() => {

    const Platform = function (properties) {
        this.osFeatures = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    Platform.prototype.architecture = "";
    Platform.prototype.os = "";
    Platform.prototype.variant = "";
    Platform.prototype.osVersion = "";
    Platform.prototype.osFeatures = $util.emptyArray;

    Platform.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.architecture != null && $Object.hasOwnProperty.call(message, "architecture") && message.architecture !== "")
            writer.uint32(10).string(message.architecture);
        if (message.os != null && $Object.hasOwnProperty.call(message, "os") && message.os !== "")
            writer.uint32(18).string(message.os);
        if (message.variant != null && $Object.hasOwnProperty.call(message, "variant") && message.variant !== "")
            writer.uint32(26).string(message.variant);
        if (message.osVersion != null && $Object.hasOwnProperty.call(message, "osVersion") && message.osVersion !== "")
            writer.uint32(34).string(message.osVersion);
        if (message.osFeatures != null && message.osFeatures.length)
            for (let i = 0; i < message.osFeatures.length; ++i)
                writer.uint32(42).string(message.osFeatures[i]);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    Platform.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.Platform();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.architecture = value;
                    else
                        delete message.architecture;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.os = value;
                    else
                        delete message.os;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.variant = value;
                    else
                        delete message.variant;
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.osVersion = value;
                    else
                        delete message.osVersion;
                    continue;
                }
            case 5: {
                    if (wireType !== 2)
                        break;
                    if (!(message.osFeatures && message.osFeatures.length))
                        message.osFeatures = [];
                    message.osFeatures.push(reader.stringVerify());
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return Platform;
})();

export const SourceInfo = $root.SourceInfo = (() => {

    const SourceInfo = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    SourceInfo.prototype.filename = "";
    SourceInfo.prototype.data = $util.newBuffer([]);
    SourceInfo.prototype.definition = null;
    SourceInfo.prototype.language = "";

    SourceInfo.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.filename != null && $Object.hasOwnProperty.call(message, "filename") && message.filename !== "")
            writer.uint32(10).string(message.filename);
        if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
            writer.uint32(18).bytes(message.data);
        if (message.definition != null && $Object.hasOwnProperty.call(message, "definition"))
            $root.Definition.encode(message.definition, writer.uint32(26).fork(), _depth + 1).ldelim();
        if (message.language != null && $Object.hasOwnProperty.call(message, "language") && message.language !== "")
            writer.uint32(34).string(message.language);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    SourceInfo.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.SourceInfo();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.filename = value;
                    else
                        delete message.filename;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.bytes()).length)
                        message.data = value;
                    else
                        delete message.data;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    message.definition = $root.Definition.decode(reader, reader.size(), $undefined, _depth + 1, message.definition);
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.language = value;
                    else
                        delete message.language;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return SourceInfo;
})();

export const Range = $root.Range = (() => {

    const Range = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    Range.prototype.start = null;
    Range.prototype.end = null;

    Range.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.start != null && $Object.hasOwnProperty.call(message, "start"))
            $root.Position.encode(message.start, writer.uint32(10).fork(), _depth + 1).ldelim();
        if (message.end != null && $Object.hasOwnProperty.call(message, "end"))
            $root.Position.encode(message.end, writer.uint32(18).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    Range.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.Range();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    message.start = $root.Position.decode(reader, reader.size(), $undefined, _depth + 1, message.start);
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    message.end = $root.Position.decode(reader, reader.size(), $undefined, _depth + 1, message.end);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return Range;
})();

export const Position = $root.Position = (() => {

    const Position = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    Position.prototype.line = 0;
    Position.prototype.character = 0;

    Position.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.line != null && $Object.hasOwnProperty.call(message, "line") && message.line !== 0)
            writer.uint32(8).int32(message.line);
        if (message.character != null && $Object.hasOwnProperty.call(message, "character") && message.character !== 0)
            writer.uint32(16).int32(message.character);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    Position.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.Position();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.int32())
                        message.line = value;
                    else
                        delete message.line;
                    continue;
                }
            case 2: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.int32())
                        message.character = value;
                    else
                        delete message.character;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return Position;
})();

export const PingRequest = $root.PingRequest = (() => {

    const PingRequest = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    PingRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    PingRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.PingRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            reader.skipType(tag & 7, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return PingRequest;
})();

export const PongResponse = $root.PongResponse = (() => {

    const PongResponse = function (properties) {
        this.frontendApiCaps = [];
        this.llbCaps = [];
        this.workers = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    PongResponse.prototype.frontendApiCaps = $util.emptyArray;
    PongResponse.prototype.llbCaps = $util.emptyArray;
    PongResponse.prototype.workers = $util.emptyArray;

    PongResponse.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.frontendApiCaps != null && message.frontendApiCaps.length)
            for (let i = 0; i < message.frontendApiCaps.length; ++i)
                $root.ApiCap.encode(message.frontendApiCaps[i], writer.uint32(10).fork(), _depth + 1).ldelim();
        if (message.llbCaps != null && message.llbCaps.length)
            for (let i = 0; i < message.llbCaps.length; ++i)
                $root.ApiCap.encode(message.llbCaps[i], writer.uint32(18).fork(), _depth + 1).ldelim();
        if (message.workers != null && message.workers.length)
            for (let i = 0; i < message.workers.length; ++i)
                $root.WorkerRecord.encode(message.workers[i], writer.uint32(26).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    PongResponse.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.PongResponse();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if (!(message.frontendApiCaps && message.frontendApiCaps.length))
                        message.frontendApiCaps = [];
                    message.frontendApiCaps.push($root.ApiCap.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if (!(message.llbCaps && message.llbCaps.length))
                        message.llbCaps = [];
                    message.llbCaps.push($root.ApiCap.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if (!(message.workers && message.workers.length))
                        message.workers = [];
                    message.workers.push($root.WorkerRecord.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return PongResponse;
})();

export const ApiCap = $root.ApiCap = (() => {

    const ApiCap = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    ApiCap.prototype.id = "";
    ApiCap.prototype.enabled = false;
    ApiCap.prototype.deprecated = false;
    ApiCap.prototype.disabledReason = "";
    ApiCap.prototype.disabledReasonMsg = "";
    ApiCap.prototype.disabledAlternative = "";

    ApiCap.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
            writer.uint32(10).string(message.id);
        if (message.enabled != null && $Object.hasOwnProperty.call(message, "enabled") && message.enabled !== false)
            writer.uint32(16).bool(message.enabled);
        if (message.deprecated != null && $Object.hasOwnProperty.call(message, "deprecated") && message.deprecated !== false)
            writer.uint32(24).bool(message.deprecated);
        if (message.disabledReason != null && $Object.hasOwnProperty.call(message, "disabledReason") && message.disabledReason !== "")
            writer.uint32(34).string(message.disabledReason);
        if (message.disabledReasonMsg != null && $Object.hasOwnProperty.call(message, "disabledReasonMsg") && message.disabledReasonMsg !== "")
            writer.uint32(42).string(message.disabledReasonMsg);
        if (message.disabledAlternative != null && $Object.hasOwnProperty.call(message, "disabledAlternative") && message.disabledAlternative !== "")
            writer.uint32(50).string(message.disabledAlternative);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    ApiCap.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.ApiCap();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.id = value;
                    else
                        delete message.id;
                    continue;
                }
            case 2: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.enabled = value;
                    else
                        delete message.enabled;
                    continue;
                }
            case 3: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.deprecated = value;
                    else
                        delete message.deprecated;
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.disabledReason = value;
                    else
                        delete message.disabledReason;
                    continue;
                }
            case 5: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.disabledReasonMsg = value;
                    else
                        delete message.disabledReasonMsg;
                    continue;
                }
            case 6: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.disabledAlternative = value;
                    else
                        delete message.disabledAlternative;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return ApiCap;
})();

export const GatewaySolveRequest = $root.GatewaySolveRequest = (() => {

    const GatewaySolveRequest = function (properties) {
        this.frontendOpt = {};
        this.cacheImports = [];
        this.frontendInputs = {};
        this.sourcePolicies = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    GatewaySolveRequest.prototype.definition = null;
    GatewaySolveRequest.prototype.frontend = "";
    GatewaySolveRequest.prototype.frontendOpt = $util.emptyObject;
    GatewaySolveRequest.prototype.allowResultReturn = false;
    GatewaySolveRequest.prototype.allowResultArrayRef = false;
    GatewaySolveRequest.prototype.final = false;
    GatewaySolveRequest.prototype.exporterAttr = $util.newBuffer([]);
    GatewaySolveRequest.prototype.cacheImports = $util.emptyArray;
    GatewaySolveRequest.prototype.frontendInputs = $util.emptyObject;
    GatewaySolveRequest.prototype.evaluate = false;
    GatewaySolveRequest.prototype.sourcePolicies = $util.emptyArray;

    GatewaySolveRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.definition != null && $Object.hasOwnProperty.call(message, "definition"))
            $root.Definition.encode(message.definition, writer.uint32(10).fork(), _depth + 1).ldelim();
        if (message.frontend != null && $Object.hasOwnProperty.call(message, "frontend") && message.frontend !== "")
            writer.uint32(18).string(message.frontend);
        if (message.frontendOpt != null && $Object.hasOwnProperty.call(message, "frontendOpt"))
            for (let keys = $Object.keys(message.frontendOpt), i = 0; i < keys.length; ++i)
                writer.uint32(26).fork().uint32(10).string(keys[i]).uint32(18).string(message.frontendOpt[keys[i]]).ldelim();
        if (message.allowResultReturn != null && $Object.hasOwnProperty.call(message, "allowResultReturn") && message.allowResultReturn !== false)
            writer.uint32(40).bool(message.allowResultReturn);
        if (message.allowResultArrayRef != null && $Object.hasOwnProperty.call(message, "allowResultArrayRef") && message.allowResultArrayRef !== false)
            writer.uint32(48).bool(message.allowResultArrayRef);
        if (message.final != null && $Object.hasOwnProperty.call(message, "final") && message.final !== false)
            writer.uint32(80).bool(message.final);
        if (message.exporterAttr != null && $Object.hasOwnProperty.call(message, "exporterAttr") && message.exporterAttr.length)
            writer.uint32(90).bytes(message.exporterAttr);
        if (message.cacheImports != null && message.cacheImports.length)
            for (let i = 0; i < message.cacheImports.length; ++i)
                $root.TypeWithAttrs.encode(message.cacheImports[i], writer.uint32(98).fork(), _depth + 1).ldelim();
        if (message.frontendInputs != null && $Object.hasOwnProperty.call(message, "frontendInputs"))
            for (let keys = $Object.keys(message.frontendInputs), i = 0; i < keys.length; ++i) {
                writer.uint32(106).fork().uint32(10).string(keys[i]);
                $root.Definition.encode(message.frontendInputs[keys[i]], writer.uint32(18).fork(), _depth + 1).ldelim().ldelim();
            }
        if (message.evaluate != null && $Object.hasOwnProperty.call(message, "evaluate") && message.evaluate !== false)
            writer.uint32(112).bool(message.evaluate);
        if (message.sourcePolicies != null && message.sourcePolicies.length)
            for (let i = 0; i < message.sourcePolicies.length; ++i)
                writer.uint32(122).bytes(message.sourcePolicies[i]);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    GatewaySolveRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.GatewaySolveRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    message.definition = $root.Definition.decode(reader, reader.size(), $undefined, _depth + 1, message.definition);
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.frontend = value;
                    else
                        delete message.frontend;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if (message.frontendOpt === $util.emptyObject)
                        message.frontendOpt = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = "";
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.stringVerify();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.frontendOpt, key);
                    message.frontendOpt[key] = value;
                    continue;
                }
            case 5: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.allowResultReturn = value;
                    else
                        delete message.allowResultReturn;
                    continue;
                }
            case 6: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.allowResultArrayRef = value;
                    else
                        delete message.allowResultArrayRef;
                    continue;
                }
            case 10: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.final = value;
                    else
                        delete message.final;
                    continue;
                }
            case 11: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.bytes()).length)
                        message.exporterAttr = value;
                    else
                        delete message.exporterAttr;
                    continue;
                }
            case 12: {
                    if (wireType !== 2)
                        break;
                    if (!(message.cacheImports && message.cacheImports.length))
                        message.cacheImports = [];
                    message.cacheImports.push($root.TypeWithAttrs.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            case 13: {
                    if (wireType !== 2)
                        break;
                    if (message.frontendInputs === $util.emptyObject)
                        message.frontendInputs = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = null;
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = $root.Definition.decode(reader, reader.size(), $undefined, _depth + 1, value);
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.frontendInputs, key);
                    message.frontendInputs[key] = value || new $root.Definition();
                    continue;
                }
            case 14: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.evaluate = value;
                    else
                        delete message.evaluate;
                    continue;
                }
            case 15: {
                    if (wireType !== 2)
                        break;
                    if (!(message.sourcePolicies && message.sourcePolicies.length))
                        message.sourcePolicies = [];
                    message.sourcePolicies.push(reader.bytes());
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return GatewaySolveRequest;
})();

export const GatewaySolveResponse = $root.GatewaySolveResponse = (() => {

    const GatewaySolveResponse = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    GatewaySolveResponse.prototype.ref = "";
    GatewaySolveResponse.prototype.result = null;

    GatewaySolveResponse.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.ref != null && $Object.hasOwnProperty.call(message, "ref") && message.ref !== "")
            writer.uint32(10).string(message.ref);
        if (message.result != null && $Object.hasOwnProperty.call(message, "result"))
            $root.GatewayResult.encode(message.result, writer.uint32(26).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    GatewaySolveResponse.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.GatewaySolveResponse();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.ref = value;
                    else
                        delete message.ref;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    message.result = $root.GatewayResult.decode(reader, reader.size(), $undefined, _depth + 1, message.result);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return GatewaySolveResponse;
})();

export const GatewayResult = $root.GatewayResult = (() => {

    const GatewayResult = function (properties) {
        this.metadata = {};
        this.attestations = {};
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    GatewayResult.prototype.refDeprecated = null;
    GatewayResult.prototype.refsDeprecated = null;
    GatewayResult.prototype.ref = null;
    GatewayResult.prototype.refs = null;
    GatewayResult.prototype.metadata = $util.emptyObject;
    GatewayResult.prototype.attestations = $util.emptyObject;

    let $oneOfFields;

    $Object.defineProperty(GatewayResult.prototype, "result", {
        get: $util.oneOfGetter($oneOfFields = ["refDeprecated", "refsDeprecated", "ref", "refs"]),
        set: $util.oneOfSetter($oneOfFields)
    });

    GatewayResult.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.refDeprecated != null && $Object.hasOwnProperty.call(message, "refDeprecated"))
            writer.uint32(10).string(message.refDeprecated);
        if (message.refsDeprecated != null && $Object.hasOwnProperty.call(message, "refsDeprecated"))
            $root.RefMapDeprecated.encode(message.refsDeprecated, writer.uint32(18).fork(), _depth + 1).ldelim();
        if (message.ref != null && $Object.hasOwnProperty.call(message, "ref"))
            $root.GatewayRef.encode(message.ref, writer.uint32(26).fork(), _depth + 1).ldelim();
        if (message.refs != null && $Object.hasOwnProperty.call(message, "refs"))
            $root.RefMap.encode(message.refs, writer.uint32(34).fork(), _depth + 1).ldelim();
        if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
            for (let keys = $Object.keys(message.metadata), i = 0; i < keys.length; ++i)
                writer.uint32(82).fork().uint32(10).string(keys[i]).uint32(18).bytes(message.metadata[keys[i]]).ldelim();
        if (message.attestations != null && $Object.hasOwnProperty.call(message, "attestations"))
            for (let keys = $Object.keys(message.attestations), i = 0; i < keys.length; ++i)
                writer.uint32(98).fork().uint32(10).string(keys[i]).uint32(18).bytes(message.attestations[keys[i]]).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    GatewayResult.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.GatewayResult();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    message.refDeprecated = reader.stringVerify();
                    message.result = "refDeprecated";
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    message.refsDeprecated = $root.RefMapDeprecated.decode(reader, reader.size(), $undefined, _depth + 1, message.refsDeprecated);
                    message.result = "refsDeprecated";
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    message.ref = $root.GatewayRef.decode(reader, reader.size(), $undefined, _depth + 1, message.ref);
                    message.result = "ref";
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    message.refs = $root.RefMap.decode(reader, reader.size(), $undefined, _depth + 1, message.refs);
                    message.result = "refs";
                    continue;
                }
            case 10: {
                    if (wireType !== 2)
                        break;
                    if (message.metadata === $util.emptyObject)
                        message.metadata = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = [];
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.bytes();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.metadata, key);
                    message.metadata[key] = value;
                    continue;
                }
            case 12: {
                    if (wireType !== 2)
                        break;
                    if (message.attestations === $util.emptyObject)
                        message.attestations = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = [];
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.bytes();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.attestations, key);
                    message.attestations[key] = value;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return GatewayResult;
})();

export const RefMapDeprecated = $root.RefMapDeprecated = (() => {

    const RefMapDeprecated = function (properties) {
        this.refs = {};
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    RefMapDeprecated.prototype.refs = $util.emptyObject;

    RefMapDeprecated.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.refs != null && $Object.hasOwnProperty.call(message, "refs"))
            for (let keys = $Object.keys(message.refs), i = 0; i < keys.length; ++i)
                writer.uint32(10).fork().uint32(10).string(keys[i]).uint32(18).string(message.refs[keys[i]]).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    RefMapDeprecated.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.RefMapDeprecated();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if (message.refs === $util.emptyObject)
                        message.refs = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = "";
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.stringVerify();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.refs, key);
                    message.refs[key] = value;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return RefMapDeprecated;
})();

export const RefMap = $root.RefMap = (() => {

    const RefMap = function (properties) {
        this.refs = {};
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    RefMap.prototype.refs = $util.emptyObject;

    RefMap.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.refs != null && $Object.hasOwnProperty.call(message, "refs"))
            for (let keys = $Object.keys(message.refs), i = 0; i < keys.length; ++i) {
                writer.uint32(10).fork().uint32(10).string(keys[i]);
                $root.GatewayRef.encode(message.refs[keys[i]], writer.uint32(18).fork(), _depth + 1).ldelim().ldelim();
            }
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    RefMap.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.RefMap();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if (message.refs === $util.emptyObject)
                        message.refs = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = null;
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = $root.GatewayRef.decode(reader, reader.size(), $undefined, _depth + 1, value);
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.refs, key);
                    message.refs[key] = value || new $root.GatewayRef();
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return RefMap;
})();

export const GatewayRef = $root.GatewayRef = (() => {

    const GatewayRef = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    GatewayRef.prototype.id = "";
    GatewayRef.prototype.def = null;

    GatewayRef.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
            writer.uint32(10).string(message.id);
        if (message.def != null && $Object.hasOwnProperty.call(message, "def"))
            $root.Definition.encode(message.def, writer.uint32(18).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    GatewayRef.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.GatewayRef();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.id = value;
                    else
                        delete message.id;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    message.def = $root.Definition.decode(reader, reader.size(), $undefined, _depth + 1, message.def);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return GatewayRef;
})();

export const ReturnRequest = $root.ReturnRequest = (() => {

    const ReturnRequest = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    ReturnRequest.prototype.result = null;
    ReturnRequest.prototype.error = null;

    ReturnRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.result != null && $Object.hasOwnProperty.call(message, "result"))
            $root.GatewayResult.encode(message.result, writer.uint32(10).fork(), _depth + 1).ldelim();
        if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
            $root.RpcStatus.encode(message.error, writer.uint32(18).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    ReturnRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.ReturnRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    message.result = $root.GatewayResult.decode(reader, reader.size(), $undefined, _depth + 1, message.result);
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    message.error = $root.RpcStatus.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return ReturnRequest;
})();

export const EvaluateRequest = $root.EvaluateRequest = (() => {

    const EvaluateRequest = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    EvaluateRequest.prototype.ref = "";

    EvaluateRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.ref != null && $Object.hasOwnProperty.call(message, "ref") && message.ref !== "")
            writer.uint32(10).string(message.ref);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    EvaluateRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.EvaluateRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.ref = value;
                    else
                        delete message.ref;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return EvaluateRequest;
})();

export const ReadFileRequest = $root.ReadFileRequest = (() => {

    const ReadFileRequest = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    ReadFileRequest.prototype.ref = "";
    ReadFileRequest.prototype.filePath = "";
    ReadFileRequest.prototype.range = null;

    ReadFileRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.ref != null && $Object.hasOwnProperty.call(message, "ref") && message.ref !== "")
            writer.uint32(10).string(message.ref);
        if (message.filePath != null && $Object.hasOwnProperty.call(message, "filePath") && message.filePath !== "")
            writer.uint32(18).string(message.filePath);
        if (message.range != null && $Object.hasOwnProperty.call(message, "range"))
            $root.FileRange.encode(message.range, writer.uint32(26).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    ReadFileRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.ReadFileRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.ref = value;
                    else
                        delete message.ref;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.filePath = value;
                    else
                        delete message.filePath;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    message.range = $root.FileRange.decode(reader, reader.size(), $undefined, _depth + 1, message.range);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return ReadFileRequest;
})();

export const FileRange = $root.FileRange = (() => {

    const FileRange = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    FileRange.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    FileRange.prototype.length = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

    FileRange.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
            writer.uint32(8).int64(message.offset);
        if (message.length != null && $Object.hasOwnProperty.call(message, "length") && (typeof message.length === "object" ? message.length.low || message.length.high : message.length !== 0))
            writer.uint32(16).int64(message.length);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    FileRange.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.FileRange();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.offset = value;
                    else
                        delete message.offset;
                    continue;
                }
            case 2: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.length = value;
                    else
                        delete message.length;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return FileRange;
})();

export const ReadFileResponse = $root.ReadFileResponse = (() => {

    const ReadFileResponse = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    ReadFileResponse.prototype.data = $util.newBuffer([]);

    ReadFileResponse.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
            writer.uint32(10).bytes(message.data);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    ReadFileResponse.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.ReadFileResponse();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.bytes()).length)
                        message.data = value;
                    else
                        delete message.data;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return ReadFileResponse;
})();

export const StatFileRequest = $root.StatFileRequest = (() => {

    const StatFileRequest = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    StatFileRequest.prototype.ref = "";
    StatFileRequest.prototype.path = "";

    StatFileRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.ref != null && $Object.hasOwnProperty.call(message, "ref") && message.ref !== "")
            writer.uint32(10).string(message.ref);
        if (message.path != null && $Object.hasOwnProperty.call(message, "path") && message.path !== "")
            writer.uint32(18).string(message.path);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    StatFileRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.StatFileRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.ref = value;
                    else
                        delete message.ref;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.path = value;
                    else
                        delete message.path;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return StatFileRequest;
})();

export const ContentReadRequest = $root.ContentReadRequest = (() => {

    const ContentReadRequest = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    ContentReadRequest.prototype.digest = "";
    ContentReadRequest.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    ContentReadRequest.prototype.size = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

    ContentReadRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest !== "")
            writer.uint32(10).string(message.digest);
        if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
            writer.uint32(16).int64(message.offset);
        if (message.size != null && $Object.hasOwnProperty.call(message, "size") && (typeof message.size === "object" ? message.size.low || message.size.high : message.size !== 0))
            writer.uint32(24).int64(message.size);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    ContentReadRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.ContentReadRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.digest = value;
                    else
                        delete message.digest;
                    continue;
                }
            case 2: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.offset = value;
                    else
                        delete message.offset;
                    continue;
                }
            case 3: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.size = value;
                    else
                        delete message.size;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return ContentReadRequest;
})();

export const ContentReadResponse = $root.ContentReadResponse = (() => {

    const ContentReadResponse = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    ContentReadResponse.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    ContentReadResponse.prototype.data = $util.newBuffer([]);

    ContentReadResponse.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
            writer.uint32(8).int64(message.offset);
        if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
            writer.uint32(18).bytes(message.data);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    ContentReadResponse.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.ContentReadResponse();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.offset = value;
                    else
                        delete message.offset;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.bytes()).length)
                        message.data = value;
                    else
                        delete message.data;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return ContentReadResponse;
})();

export {
  $root as default
};
